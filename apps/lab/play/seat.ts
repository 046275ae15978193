/** One column of the play: a style's own servers, the browsers that visit them, and all that happened. */

import type { StyleName } from '../../../shared/styles.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { type RequestOptions, Visitor } from '../../../shared/visitor/visitor.ts'
import { declaredBy } from '../../styles.ts'
import { checked } from './checked.ts'
import type { JarChange, SentRequest } from './done.ts'
import type { Frame, Held, Who } from './frame.ts'
import { heldCookie } from './held-cookie.ts'
import { History } from './history.ts'
import { entriesUnder, type Holding } from './holding.ts'
import { type Choice, SeatServers } from './seat-servers.ts'
import { sentCookies, sentenceOf } from './sentence.ts'
import { wireOf } from './wire.ts'

/** Of the frame that is being made. */
interface Doing {
  readonly title: string
  readonly action?: string
  jar?: JarChange
  request?: SentRequest
}

export class Seat {
  readonly style: StyleName
  readonly servers: SeatServers
  readonly history = new History()
  #you: Visitor
  #thief: Visitor | undefined
  /** Where the next request of `you` goes. */
  #instance: 1 | 2 = 1
  #held: Holding
  #doing: Doing = { title: '' }

  private constructor(servers: SeatServers, held: Holding) {
    this.style = servers.style
    this.servers = servers
    this.#held = held
    this.#you = this.#newBrowser()
  }

  static async open(style: StyleName, folder: string): Promise<Seat> {
    const servers = await SeatServers.open(style, folder)
    try {
      return new Seat(servers, (await servers.look()).holding)
    } catch (error) {
      await servers.close()
      throw error
    }
  }

  get frames(): readonly Frame[] {
    return this.history.frames
  }

  get hasThief(): boolean {
    return this.#thief !== undefined
  }

  /** What is done next. @param title as it stands on the button */
  begin(title: string, action?: string): void {
    this.#doing = { title, ...(action && { action }) }
  }

  /**
   * Sends a request as one of the two browsers. A server that is not there gives a frame, too.
   * @param opening what was done before it, as a sentence
   */
  async send(
    who: Who,
    method: string,
    path: string,
    options: RequestOptions = {},
    opening = '',
  ): Promise<Frame> {
    const browser = who === 'you' ? this.#you : this.#thief
    if (browser === undefined) throw new Error('nobody has stolen anything yet')
    const before = this.#held
    const body = options.json === undefined ? null : JSON.stringify(options.json)
    this.#doing.request = { method, path, body }
    try {
      const exchange = await browser.request(method, path, options)
      return await this.#exchanged(who, exchange, before, opening)
    } catch (error) {
      const words = this.servers.fault
      const why = words === undefined ? (error as Error).message : words
      return this.happened(`No answer: ${why}. The browser keeps what it had.`, who)
    }
  }

  /** Something that was done from outside. */
  async happened(sentence: string, who: Who = 'you'): Promise<Frame> {
    this.#held = (await this.servers.look()).holding
    const { user = null, role = null } = this.frames.at(-1) ?? {}
    return this.#keep({ who, wire: null, asked: [], sentence, user, role })
  }

  /** Puts the value of a cookie into the browser's jar, as its developer tools could. */
  edit(name: string, value: string, how: 'byte' | 'edited' = 'edited'): void {
    const url = `${this.#you.options.origin.origin}/`
    const heldValue = () => this.cookies().find((each) => each.name === name)?.value
    const before = heldValue()
    this.#you.jar.receive(url, [`${name}=${value}; Path=/; HttpOnly; SameSite=Lax`])
    // What the jar took of it: a semicolon ends a value, and some it refuses.
    const held = heldValue()
    if (held === undefined || held === before) return
    this.#doing.jar = how === 'byte' ? { kind: how, name } : { kind: how, name, value: held }
  }

  cookies(who: Who = 'you'): { name: string; value: string }[] {
    return (who === 'you' ? this.#you : this.#thief)?.cookies() ?? []
  }

  /** Another browser, elsewhere, that has the cookies as they are now. */
  steal(): void {
    this.#thief = this.#you.copy()
    this.#doing.jar = { kind: 'stolen' }
  }

  /** The browser holds what it held after that frame. @returns whether that is known */
  goBackTo(number: number): boolean {
    const jar = this.history.jarAfter(number)
    if (jar === undefined) return false
    this.#you.jar = jar
    this.#doing.jar = { kind: 'put-back', frame: number }
    return true
  }

  /** Did the browser hold something else then? */
  heldOther(number: number): boolean {
    const then = this.frames.find((each) => each.number === number)?.browsers.you.cookies
    const values = (cookies: readonly { value: string }[] = []) => cookies.map(({ value }) => value)
    return then !== undefined && values(then).join() !== values(this.cookies()).join()
  }

  /** The next requests go there. */
  async useInstance(instance: 1 | 2): Promise<void> {
    if (instance === 2) await this.servers.withSecond()
    this.#instance = instance
    const { jar } = this.#you
    this.#you = this.#newBrowser()
    this.#you.jar = jar
  }

  get instance(): 1 | 2 {
    return this.#instance
  }

  async choose(choice: Choice): Promise<void> {
    await this.servers.choose(choice)
  }

  close(): Promise<void> {
    return this.servers.close()
  }

  /** A thief stays at the instance where the cookies were stolen. */
  #instanceOf(who: Who): 1 | 2 {
    const browser = who === 'you' ? this.#you : this.#thief
    return browser?.options.connectPort === this.servers.ports[1] ? 2 : 1
  }

  #newBrowser(): Visitor {
    const { origin, ports } = this.servers
    return new Visitor({
      origin,
      connectAddress: '127.0.0.1',
      connectPort: ports[this.#instance - 1],
      userAgent: 'the lab',
    })
  }

  async #exchanged(who: Who, exchange: Exchange, before: Holding, opening: string): Promise<Frame> {
    const { holding, asked } = await this.servers.look()
    this.#held = holding
    const { style, servers } = this
    const sentence = sentenceOf({
      style,
      exchange,
      before,
      after: this.#held,
      asked,
      secrets: servers.secrets,
      instance: this.#instanceOf(who),
      nowMs: Date.now() + servers.aheadMs,
    })
    const told = exchange.member('user') as { username?: string; role?: string } | null | undefined
    const { signature } = checked(style, sentCookies(exchange), servers.secrets)
    return this.#keep({
      who,
      wire: { ...wireOf(exchange), signature },
      asked,
      sentence: `${opening}${sentence}`,
      user: told?.username ?? null,
      role: told?.role ?? null,
    })
  }

  #keep(seen: Pick<Frame, 'who' | 'wire' | 'asked' | 'sentence' | 'user' | 'role'>): Frame {
    const frame: Frame = {
      number: this.history.nextNumber,
      title: this.#doing.title,
      instance: this.#instanceOf(seen.who),
      ...seen,
      browsers: { you: this.#heldBy('you'), thief: this.hasThief ? this.#heldBy('thief') : null },
      server: this.#held,
      fault: this.servers.fault ?? null,
    }
    const { action, jar = null, request = null } = this.#doing
    this.#doing = { title: '' }
    const done = { action, choice: this.servers.choice, request, jar }
    this.history.keep(frame, done, this.#you.jar)
    // What a browser remembers is its jar; exchanges are in the frames.
    for (const browser of [this.#you, this.#thief]) browser?.journal.splice(0)
    return frame
  }

  #heldBy(who: Who): Held {
    const cookies = this.cookies(who)
    const { sessionId, ...found } = checked(this.style, cookies, this.servers.secrets)
    const { entries } = this.#held
    const { stateKeptBy } = declaredBy(this.style)
    return {
      cookies: cookies.map(({ name, value }) => heldCookie(name, value, stateKeptBy)),
      checked: found,
      isStored:
        sessionId === undefined || entries === null
          ? null
          : entriesUnder(entries, sessionId).length > 0,
    }
  }
}
