import type { Control } from './control.ts'
import type { ServerLog } from './server-log.ts'
import type { SigningKey } from './signing-key.ts'

/** What the one who runs the suite brings beside a URL, and what it lets be judged (contract rule 16). */
export interface Brought {
  readonly key?: SigningKey
  /** A key that the server signed with before, and still accepts. */
  readonly olderKey?: SigningKey
  readonly log?: ServerLog
  /** Addresses of this machine that visitors may come from. */
  readonly sourceAddresses?: readonly string[]
  /** Takes `disable NAME`, `enable NAME` and `role NAME ROLE`. */
  readonly accounts?: Control
  /** Takes `stop` and `start`, of the store that holds the state. */
  readonly store?: Control
  /** An origin on the server's allow-list for bearer tokens. */
  readonly allowedOrigin?: string
  /** The server's public origin, where it is told that a proxy ends TLS before it. */
  readonly behindTls?: string
}
