/**
 * What stands between @fastify/session and any store, whichever it is:
 * - a state goes under a hash of the session id, never under the id itself;
 * - a state past its end is absent, by this server's clock (contract, rule 6);
 * - **signed out stays signed out** (rule 13). Signing out marks the sign-in as ended in the index
 *   first and deletes the state then; a write that began before renews the sign-in first, which
 *   fails when it has ended, and looks once more when it has written. So whichever comes last sees
 *   the other, on this instance or on another one;
 * - who never signs in gets little room (`strangers.ts`), and goes first when a store is full;
 * - every failure of the store becomes 503 `store-unavailable` (rule 12).
 */
import { callbackify } from 'node:util'
import type { Session } from 'fastify'
import type { SignInRegistry } from '../../../shared/accounts/sign-ins.ts'
import { sha256 } from '../../../shared/config/keys.ts'
import { notSignedIn, Problem, storeUnavailable } from '../../../shared/problems/problem.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import { type StateStore, StoreFull } from './store.ts'
import { Strangers } from './strangers.ts'

export class GuardedStore {
  readonly #store: StateStore
  readonly #signIns: SignInRegistry
  readonly #strangers: Strangers

  constructor(store: StateStore, signIns: SignInRegistry) {
    this.#store = store
    this.#signIns = signIns
    this.#strangers = new Strangers()
  }

  get kind(): string {
    return this.#store.kind
  }

  // @fastify/session calls its store with callbacks.
  readonly get = callbackify((id: string) => closed(() => this.#get(sha256(id)))) as GetSession
  readonly set = callbackify((id: string, session: Session) =>
    closed(() => this.#set(sha256(id), session)),
  )
  readonly destroy = callbackify((id: string) => closed(() => this.#destroy(sha256(id))))

  /** Ends the state that an ended sign-in of the index points to. */
  forgetKey(key: string): Promise<void> {
    return closed(() => this.#end(key))
  }

  ready(): Promise<void> {
    return closed(() => this.#store.ready())
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  async #get(key: string): Promise<VisitorState | null> {
    const state = await this.#store.get(key)
    return state && state.expiresAt > Date.now() ? state : null
  }

  async #set(key: string, { visits, notes, expiresAt, signIn }: Session): Promise<void> {
    // `regenerate` writes the new session before anything is in it: there is nothing to keep yet.
    if (visits === undefined || notes === undefined || expiresAt === undefined) return
    const state = { visits, notes, expiresAt, signIn }
    if (signIn === undefined) return this.#setStranger(key, state)
    this.#strangers.gone(key)
    if (!(await this.#signIns.renew(signIn.id, key, expiresAt))) throw notSignedIn()
    await this.#makeRoomAndSet(key, state)
    if (!(await this.#signIns.lives(signIn.id))) {
      await this.#store.destroy(key)
      throw notSignedIn()
    }
  }

  async #setStranger(key: string, state: VisitorState): Promise<void> {
    await this.#makeRoomAndSet(key, state)
    const pushedOut = this.#strangers.admit(key, state.visits)
    if (pushedOut !== undefined) await this.#store.destroy(pushedOut)
  }

  async #makeRoomAndSet(key: string, state: VisitorState): Promise<void> {
    for (;;) {
      try {
        return await this.#store.set(key, state)
      } catch (error) {
        const stranger = error instanceof StoreFull ? this.#strangers.leastMissed(key) : undefined
        if (stranger === undefined) throw error
        await this.#store.destroy(stranger)
        this.#strangers.gone(stranger)
      }
    }
  }

  async #destroy(key: string): Promise<void> {
    this.#strangers.gone(key)
    await this.#signIns.endByHandle(key)
    await this.#end(key)
  }

  async #end(key: string): Promise<void> {
    await this.#store.destroy(key)
    await this.#signIns.clear(key)
  }
}

type GetSession = (
  id: string,
  callback: (error: Error | null, session?: Session | null) => void,
) => void

/** Runs an operation; whatever fails in it, other than a problem, is a store that does not answer. */
async function closed<Result>(operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation()
  } catch (error) {
    throw error instanceof Problem ? error : storeUnavailable(error)
  }
}
