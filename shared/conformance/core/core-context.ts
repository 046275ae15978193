import type { Exchange } from '../../visitor/exchange.ts'
import { attribute } from '../../visitor/set-cookie.ts'
import { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import type { Expect } from '../expect.ts'
import { cookieHeader, type Pair } from '../help/cookies.ts'
import { CoreVisitor, type SignIn } from './core-visitor.ts'
import type { CoreMap, CoreUser } from './map.ts'
import { shownName, userSeen } from './readings.ts'

/** What a core case gets to work with: a case's context, seen through a map. */
export class CoreContext {
  readonly base: CaseContext
  readonly map: CoreMap
  readonly firstUser: CoreUser
  readonly secondUser: CoreUser
  readonly #signedIn: CoreVisitor[] = []

  constructor(base: CaseContext, map: CoreMap) {
    this.base = base
    this.map = map
    this.firstUser = base.firstUser
    this.secondUser = base.secondUser
  }

  get expect(): Expect {
    return this.base.expect
  }

  get given(): Expect {
    return this.base.given
  }

  get users(): readonly CoreUser[] {
    return [this.firstUser, this.secondUser]
  }

  notApplicable(reason: string): never {
    return this.base.notApplicable(reason)
  }

  notJudged(wouldAllow: string): never {
    return this.base.notJudged(wouldAllow)
  }

  /** Somebody who was never here before, from this case's address unless said otherwise. */
  visitor(options?: { localAddress?: string | undefined }): CoreVisitor {
    return new CoreVisitor(this.base.visitor(options), this.map)
  }

  async signedIn(user = this.firstUser): Promise<CoreVisitor> {
    const visitor = this.visitor()
    await this.signIn(visitor, user)
    return visitor
  }

  /** Signs a visitor in, which has to succeed before the case can go on. */
  async signIn(visitor: CoreVisitor, user = this.firstUser): Promise<SignIn> {
    const signIn = await visitor.signIn(user)
    this.#signedIn.push(visitor)
    if (signIn.answer.status === 429) this.notJudged('a server that lets its users in again')
    const seen = `status ${signIn.answer.status}`
    this.given.that(signIn.succeeded, `sign-in as ${user.username}`, 'signIn.success', seen)
    const subject = "cookies of the map's list after sign-in"
    this.given.that(visitor.credential().length > 0, subject, 'at least one', 'none')
    return signIn
  }

  /** Asks who one is with these cookies and no others. */
  whoWith(pairs: readonly Pair[] | string): Promise<Exchange> {
    const header = typeof pairs === 'string' ? pairs : cookieHeader(pairs)
    return this.visitor().whoAmI(header === '' ? 'none' : { header })
  }

  /** The name of whom an answer is for; undefined where it is nobody's. */
  userSeen(exchange: Exchange): string | undefined {
    return userSeen(exchange, this.map, this.users)
  }

  expectStranger(exchange: Exchange, when: string): void {
    const name = this.userSeen(exchange)
    const seen = `signed in as ${name}`
    this.expect.that(name === undefined, `${exchange.name} ${when}`, 'nobody signed in', seen)
  }

  expectUser(exchange: Exchange, user: CoreUser, when: string): void {
    const name = this.userSeen(exchange)
    const seen = name === undefined ? 'nobody signed in' : `signed in as ${name}`
    const wanted = shownName(user)
    this.expect.that(name === wanted, `${exchange.name} ${when}`, `signed in as ${wanted}`, seen)
  }

  /** 501 is the answer to a method that is not there at all (RFC 9110 9.1), and no error. */
  expectNoError(exchange: Exchange, when: string): void {
    const seen = `status ${exchange.status}`
    const isError = exchange.status >= 500 && exchange.status !== 501
    this.expect.that(!isError, `${exchange.name} ${when}`, 'no status of 5xx', seen)
  }

  /** The SameSite attribute that a held cookie was set with, in lower case. */
  sameSite({ name, value }: Pair): string | undefined {
    const set = this.base.journal
      .flatMap((exchange) => exchange.setCookies())
      .findLast((each) => each.name === name && each.value === value)
    return set === undefined ? undefined : attribute(set, 'samesite')?.toLowerCase()
  }

  /** Leaves as a good guest: whoever is still signed in signs out, beside the record. */
  async leave(): Promise<void> {
    await Promise.allSettled(
      this.#signedIn
        .filter((visitor) => visitor.credential().length > 0)
        .map(({ person }) => {
          const guest = new Visitor({ ...person.options, signal: undefined, journal: [] })
          guest.jar = person.jar
          return new CoreVisitor(guest, this.map).signOut()
        }),
    )
  }
}
