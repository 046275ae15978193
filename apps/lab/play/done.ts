/**
 * What was done for a frame, as plain data: enough to do it again elsewhere. It is kept beside the frame, which
 * goes to the page: a body may be large, and the page has no use for it.
 */
import type { Choice } from './seat-servers.ts'

export interface Done {
  /** None where something was sent that no action stands for. */
  readonly action: string | undefined
  /** The settings of the servers then. */
  readonly choice: Choice
  readonly request: SentRequest | null
  readonly jar: JarChange | null
}

/** As the browser was told to send it, whether an answer came or not. */
export interface SentRequest {
  readonly method: string
  readonly path: string
  /** JSON. */
  readonly body: string | null
}

/** What was done to the cookies before the request. */
export type JarChange =
  | { readonly kind: 'stolen' }
  | { readonly kind: 'put-back'; readonly frame: number }
  /** One character of it was changed: the same can be done to any other. */
  | { readonly kind: 'byte'; readonly name: string }
  | { readonly kind: 'edited'; readonly name: string; readonly value: string }
