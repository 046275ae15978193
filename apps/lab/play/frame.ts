/** One thing that happened at one column, with all that can be seen of it afterwards. Plain data: it goes to the page as it is. */
import type { Asked } from '../door/accounts.ts'
import type { Checked } from './checked.ts'
import type { HeldCookie } from './held-cookie.ts'
import type { Holding } from './holding.ts'

export type Who = 'you' | 'thief'

/** Older ones are dropped: a person pages back through dozens, not thousands. */
export const MOST_FRAMES = 200

/** What a browser holds, and what the keys say of it. */
export interface Held {
  readonly cookies: readonly HeldCookie[]
  readonly checked: Pick<Checked, 'signature'>
  /** Whether the store has something under the id; null where there is no id, or no store that answers. */
  readonly isStored: boolean | null
}

/** As it was on the wire. */
export interface Wire {
  readonly request: { readonly head: string; readonly body: string }
  readonly response: { readonly status: number; readonly head: string; readonly body: string }
  readonly milliseconds: number
  /** Of the credential that the request brought along. */
  readonly signature: Checked['signature']
}

export interface Frame {
  /** From 1, in the order in which things happened at this column. */
  readonly number: number
  readonly who: Who
  /** What was done, as it stands on the button. */
  readonly title: string
  /** The server that it was sent to: the first, or the second instance. */
  readonly instance: 1 | 2
  /** None where something was done from outside: a restart, a new role. */
  readonly wire: Wire | null
  /** What the server asked the accounts' database for this answer, by table. */
  readonly asked: readonly Asked[]
  /** What happened and why, in one sentence. */
  readonly sentence: string
  /** Who the server took the visitor for, where its answer said so. */
  readonly user: string | null
  /** What the answer said that this one may do. */
  readonly role: string | null
  readonly browsers: { readonly you: Held; readonly thief: Held | null }
  readonly server: Holding
  /** The last words of its server, where that has died. */
  readonly fault: string | null
}
