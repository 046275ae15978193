import { setTimeout as delay } from 'node:timers/promises'
import type { Exchange } from '../visitor/exchange.ts'
import {
  type Credentials,
  type RequestOptions,
  Visitor,
  type VisitorOptions,
} from '../visitor/visitor.ts'
import { Expect } from './expect.ts'
import type { About } from './help/about.ts'
import { type Failures, ROOM_FOR_FAILURES, roomFor } from './help/failures.ts'
import { NEEDS } from './run/needs.ts'
import type { Target } from './run/target.ts'

/** The case found that it can't be seen from here; the message says what would allow it. */
export class NotJudged extends Error {
  override readonly name = 'NotJudged'
}

/** The case found that this server does not claim what it is about; the message is the reason. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable'
}

// Hashes may queue while cases run side by side: 503 `busy` is then sound (contract rule 8).
const BUSY_RETRIES = 10

/** Told to come back later (contract rule 8), as JSON or as a page. */
export function isBusy({ status, body }: Exchange): boolean {
  return status === 503 && /\bbusy\b/.test(body)
}

/** What a case gets to work with. Each case has its own, with visitors that nobody else knows. */
export class CaseContext {
  readonly target: Target
  readonly about: About
  /** The assertions that decide the verdict. */
  readonly expect: Expect
  /** The same for what has to hold before the question can be asked: it fails but never passes. */
  readonly given: Expect
  readonly journal: Exchange[] = []
  readonly firstUser: Credentials
  readonly secondUser: Credentials
  /** The address that this case's visitors come from, unless they say otherwise. */
  readonly localAddress: string | undefined
  readonly #secrets: Set<string>
  readonly #signal: AbortSignal
  readonly #visitors: Visitor[] = []

  /** @param ownAddress whether the case has to come from an address of its own */
  constructor(target: Target, signal: AbortSignal, ownAddress: boolean) {
    this.target = target
    this.about = target.about
    this.firstUser = target.firstUser
    this.secondUser = target.secondUser
    this.#secrets = new Set([target.firstUser.password, target.secondUser.password])
    this.expect = new Expect(this.#secrets)
    this.given = new Expect(this.#secrets)
    this.#signal = signal
    const { sourceAddresses } = target
    const given = ownAddress || (sourceAddresses?.plenty ?? false)
    this.localAddress = given ? sourceAddresses?.next() : undefined
  }

  /** A visitor who was never here before. */
  visitor(options: { userAgent?: string; localAddress?: string | undefined } = {}): Visitor {
    const visitor = new Visitor({
      ...this.way(),
      localAddress: this.localAddress,
      journal: this.journal,
      signal: this.#signal,
      ...options,
    })
    this.#visitors.push(visitor)
    return visitor
  }

  /** How a visitor gets to the server. */
  way(): VisitorOptions {
    const { origin, connectAddress, connectPort, tls, patience } = this.target
    return { origin, connectAddress, connectPort, tls, patience }
  }

  /** One more address that no counter knows yet; undefined where all come from one address. */
  freshAddress(): string | undefined {
    if (this.target.sourceAddresses === undefined) return undefined
    return (
      this.target.sourceAddresses.next() ?? this.notJudged(NEEDS['source-addresses'].wouldAllow)
    )
  }

  /** A new visitor, signed in; the first user unless said otherwise. */
  async signedIn(user = this.firstUser, options: { userAgent?: string } = {}): Promise<Visitor> {
    const visitor = this.visitor(options)
    await this.signIn(visitor, user)
    return visitor
  }

  /** Signs a visitor in, which has to succeed before the case can go on. */
  async signIn(visitor: Visitor, user = this.firstUser, options?: RequestOptions) {
    const exchange = await this.notBusy(() => visitor.signIn(user, options))
    if (exchange.status === 429) this.notJudged(ROOM_FOR_FAILURES)
    this.given.status(exchange, [200, 303], `as ${user.username}`)
    return exchange
  }

  /** Asks again while the answer is 503 `busy`, when its Retry-After says (in seconds). */
  async notBusy(ask: () => Promise<Exchange>): Promise<Exchange> {
    for (let retry = 0; ; retry += 1) {
      const exchange = await ask()
      if (!isBusy(exchange) || retry === BUSY_RETRIES) return exchange
      const seconds = Number(exchange.header('retry-after') ?? 1)
      const waitMs = seconds > 0 && seconds < 2 ? seconds * 1000 : 2000
      this.target.patience.waited(waitMs)
      await delay(waitMs)
    }
  }

  /**
   * Says how many failed sign-ins (or wrong current passwords) the case is about to bring about. It
   * ends here, not judged, where they would fill a limit of the server up for the cases that follow.
   */
  willFail(failures: Failures): void {
    const shared = this.localAddress === undefined
    if (!roomFor(this.target, failures, shared)) this.notJudged(ROOM_FOR_FAILURES)
  }

  /** A password that no message will show. */
  secret(text: string): string {
    this.#secrets.add(text)
    return text
  }

  notJudged(wouldAllow: string): never {
    throw new NotJudged(wouldAllow)
  }

  notApplicable(reason: string): never {
    throw new NotApplicable(reason)
  }

  /**
   * Leaves as a good guest: what visitors have on the server is signed out. Where the client keeps
   * the state there is nothing to leave behind.
   */
  async leave(): Promise<void> {
    if (this.about.stateKeptBy === 'client') return
    const signedIn = this.#visitors.filter((visitor) => visitor.cookies().length > 0)
    await Promise.allSettled(
      signedIn.map((visitor) => {
        const guest = new Visitor({ ...visitor.options, signal: undefined, journal: [] })
        guest.jar = visitor.jar
        return guest.signOut()
      }),
    )
  }
}
