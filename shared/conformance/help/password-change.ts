import type { Exchange } from '../../visitor/exchange.ts'
import { type RequestOptions, Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { randomText } from './steps.ts'

/** The second user's password while a case changes it. */
export class PasswordChange {
  /** Every password that the user may have now, the likeliest last. */
  readonly possible: string[]
  readonly #context: CaseContext
  /** Who asked last: still signed in perhaps, should no password lead in any more. */
  #visitor: Visitor | undefined

  constructor(context: CaseContext) {
    this.#context = context
    this.possible = [context.secondUser.password]
  }

  get current(): string {
    return this.possible.at(-1) ?? ''
  }

  /** A new password that nobody would refuse. */
  fresh(): string {
    return this.#context.secret(`quite-new-${randomText(12)}`)
  }

  /** Asks for the change, as JSON unless `options` bring another body. */
  async to(
    newPassword: string,
    visitor: Visitor,
    options?: (body: Record<string, string>) => RequestOptions,
  ): Promise<Exchange> {
    const body = { currentPassword: this.current, newPassword }
    this.#context.secret(newPassword)
    this.possible.unshift(newPassword)
    this.#visitor = visitor
    const exchange = await this.#context.notBusy(() => {
      return visitor.post('/password', options?.(body) ?? { json: body })
    })
    if (exchange.status < 400) {
      this.possible.splice(this.possible.indexOf(newPassword), 1)
      this.possible.push(newPassword)
    }
    return exchange
  }

  /** Puts the old password back, from addresses of its own and outside of the case's time. */
  async putBack(): Promise<void> {
    const context = this.#context
    const { username, password } = context.secondUser
    for (const current of this.possible.toReversed()) {
      const visitor = this.#restorer()
      const credentials = { username, password: current }
      const signedIn = await context.notBusy(() => visitor.signIn(credentials))
      // Where the password is most likely as it was, there is nothing to put back.
      if (signedIn.status === 429 && this.current === password) return
      if (signedIn.status !== 200) continue
      const done = current === password || (await this.#changeBack(visitor, current))
      await visitor.signOut()
      if (done) return
    }
    const left = this.#restorer()
    left.jar = this.#visitor?.jar ?? left.jar
    for (const current of this.possible) if (await this.#changeBack(left, current)) return
    context.given.that(false, `the password of ${username}`, 'to be put back', 'no way to do it')
  }

  async #changeBack(visitor: Visitor, currentPassword: string): Promise<boolean> {
    const json = { currentPassword, newPassword: this.#context.secondUser.password }
    const exchange = await this.#context.notBusy(() => visitor.post('/password', { json }))
    return exchange.status < 400
  }

  #restorer(): Visitor {
    const { sourceAddresses } = this.#context.target
    return new Visitor({ ...this.#context.way(), localAddress: sourceAddresses?.next() })
  }
}

/** Runs part of a case that may change the second user's password, and puts the old one back. */
export async function changingPassword(
  context: CaseContext,
  run: (change: PasswordChange) => Promise<void>,
): Promise<void> {
  const change = new PasswordChange(context)
  try {
    await run(change)
  } finally {
    await change.putBack()
  }
}
