/** What the tests of the stores keep, and how they ask for it. */
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openDatabase } from '../../../shared/accounts/open-database.ts'
import { type SignInRegistry, signInRegistry } from '../../../shared/accounts/sign-ins.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import { GuardedStore } from '../../server-session/stores/guarded-store.ts'
import type { StateStore } from '../../server-session/stores/store.ts'

interface Test {
  teardown(end: () => unknown): void
}

const inAnHour = () => Date.now() + 3_600_000

export function anonymous(visits = 1, more: Partial<VisitorState> = {}): VisitorState {
  return { visits, notes: [], expiresAt: inAnHour(), ...more }
}

export function aliceWith(signInId: string, more: Partial<VisitorState> = {}): VisitorState {
  const signIn = { id: signInId, username: 'alice', role: 'member', signedInAt: Date.now() }
  return { ...anonymous(), signIn, ...more }
}

/** The index of sign-ins in a database of its own. */
export async function registry(t: Test): Promise<SignInRegistry> {
  const database = await openDatabase(`file:${join(temporaryDirectory(t), 'accounts.db')}`)
  t.teardown(() => database.close())
  return signInRegistry(database)
}

/** Enters a sign-in of alice, as the login does before it keeps any state. */
export function begin(signIns: SignInRegistry, id: string): Promise<void> {
  const startedAt = Date.now()
  return signIns.begin({ id, username: 'alice', userAgent: '', startedAt, expiresAt: inAnHour() })
}

/** A guarded store as @fastify/session calls it, but with promises. */
export function guard(t: Test, store: StateStore, signIns: SignInRegistry) {
  const guarded = new GuardedStore(store, signIns)
  t.teardown(() => guarded.close())
  return {
    guarded,
    get: promisify(guarded.get) as unknown as (id: string) => Promise<VisitorState | null>,
    set: promisify(guarded.set) as unknown as (id: string, state: VisitorState) => Promise<void>,
    destroy: promisify(guarded.destroy) as (id: string) => Promise<void>,
  }
}
