import type { DemoUser } from '../accounts/demo-users.ts'
import type { AuthStyle } from '../auth-style.ts'

/** What the pages of one server show beside the visitor's own state. */
export interface Site {
  readonly style: AuthStyle
  /** The users that the sign-in form names: none in production. */
  readonly demoUsers: readonly DemoUser[]
  /** What was started together with this server. Empty until all of it listens, and where it was started alone. */
  neighbours: readonly Neighbour[]
}

export interface Neighbour {
  name: string
  address: string
}
