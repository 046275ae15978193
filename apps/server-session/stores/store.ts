/**
 * What a store of this app keeps: a visitor's state as JSON, under a hash of the session id, so that
 * who reads the store can't use what they find. Each store is one short file that does only this.
 */
import type { VisitorState } from '../../../shared/visitor-state.ts'

declare module 'fastify' {
  /** What @fastify/session hands to a store, beside its own `cookie`. */
  interface Session extends Partial<VisitorState> {}
}

export interface StateStore {
  /** `memory`, `file`, … as `/about` names it. */
  kind: string
  get(key: string): Promise<VisitorState | undefined>
  set(key: string, state: VisitorState): Promise<void>
  /** Deleting what is not there is no error. */
  destroy(key: string): Promise<void>
  /** Rejects when the store can't be reached. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** There is no room for another state. Who may go for it is not the store's to say. */
export class StoreFull extends Error {
  override name = 'StoreFull'
}
