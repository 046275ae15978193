/** States under a hash of their token, in a Map that has no limit: it is to show the shape of a style, not to be run. */
import type { SignInRegistry } from '../../../shared/accounts/sign-ins.ts'
import { sha256 } from '../../../shared/config/keys.ts'
import { notSignedIn } from '../../../shared/problems/problem.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'

export class States {
  readonly #states = new Map<string, VisitorState>()
  readonly #signIns: SignInRegistry

  constructor(signIns: SignInRegistry) {
    this.#signIns = signIns
  }

  under(token: string): VisitorState | undefined {
    const state = this.#states.get(sha256(token))
    return state && state.expiresAt > Date.now() ? structuredClone(state) : undefined
  }

  async put(token: string, state: VisitorState): Promise<void> {
    const handle = sha256(token)
    const { signIn, expiresAt } = state
    if (signIn && !(await this.#signIns.renew(signIn.id, handle, expiresAt))) throw notSignedIn()
    this.#states.set(handle, state)
    if (!signIn || (await this.#signIns.lives(signIn.id))) return
    this.#states.delete(handle) // it was ended meanwhile (rule 13)
    throw notSignedIn()
  }

  async end(token: string): Promise<void> {
    await this.#signIns.endByHandle(sha256(token))
    await this.forget(sha256(token))
  }

  async forget(handle: string): Promise<void> {
    this.#states.delete(handle)
    await this.#signIns.clear(handle)
  }
}
