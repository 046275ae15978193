import type { Exchange } from '../../visitor/exchange.ts'
import { BROWSER_ACCEPT, type RequestOptions, type Visitor } from '../../visitor/visitor.ts'
import type { Pair } from '../help/cookies.ts'
import type { CoreMap } from './map.ts'
import { fits, tokenIn } from './readings.ts'
import { type Changes, commonHeaders, ready, type Values } from './request.ts'

/** As many as a person would wait for. */
const MOST_REDIRECTS = 5

export interface SignIn {
  /** The answer to the sign-in itself, before any redirect was followed. */
  readonly answer: Exchange
  readonly succeeded: boolean
}

/** A person before a login that is known by its map alone. */
export class CoreVisitor {
  readonly person: Visitor
  readonly map: CoreMap

  constructor(person: Visitor, map: CoreMap) {
    this.person = person
    this.map = map
  }

  async signIn(user: Values, changes?: Changes): Promise<SignIn> {
    const { signIn } = this.map
    const answer = await this.#send(signIn, user, changes)
    const succeeded = fits(answer, signIn.success)
    if (succeeded && signIn.follow === true) await this.#follow(answer)
    return { answer, succeeded }
  }

  signOut(changes?: Changes): Promise<Exchange> {
    return this.#send(this.map.signOut, {}, changes)
  }

  /** The request whose effect the cross-origin cases look at. */
  change(changes?: Changes): Promise<Exchange> {
    return this.#send(this.map.change ?? this.map.signOut, {}, changes)
  }

  /** @param cookies the Cookie header, in place of what the jar holds */
  whoAmI(cookies?: RequestOptions['cookies'], headers?: RequestOptions['headers']) {
    const { path, headers: mapped, signedIn } = this.map.whoAmI
    const accept = signedIn.pointer === undefined ? BROWSER_ACCEPT : 'application/json'
    return this.person.get(path, {
      accept,
      headers: { ...commonHeaders(this.map), ...this.#own(mapped), ...headers },
      ...(cookies === undefined ? {} : { cookies }),
    })
  }

  /** Comes by without signing in, so that a server that gives strangers a cookie gives one. */
  async lookAround(): Promise<void> {
    await this.whoAmI()
    if (this.map.csrf !== undefined) await this.#token()
  }

  /** The cookies that the map calls the credential, as far as this visitor holds them. */
  credential(): Pair[] {
    return this.person.cookies(this.map.whoAmI.path).filter(({ name }) => this.isCredential(name))
  }

  isCredential(name: string): boolean {
    return this.map.cookies.some((each) => {
      return each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : name === each
    })
  }

  copy(): CoreVisitor {
    return new CoreVisitor(this.person.copy(), this.map)
  }

  /** Takes in the cookies of an answer that was asked for with a Cookie header of its own. */
  receive(exchange: Exchange): void {
    this.person.jar.receive(exchange.request.url, exchange.headers('set-cookie'))
  }

  async #send(request: CoreMap['signOut'], user: Values, changes: Changes = {}): Promise<Exchange> {
    const token = changes.token === false ? undefined : await this.#token()
    const values = { ...user, origin: this.ownOrigin }
    const { method, path, options } = ready(request, this.map, values, { token, changes })
    return this.person.request(method, path, options)
  }

  get ownOrigin(): string {
    const { origin } = this.person.options.origin
    return this.map.overHttps === true ? origin.replace(/^http:/, 'https:') : origin
  }

  #own(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value.replaceAll('{origin}', this.ownOrigin),
      ]),
    )
  }

  async #token(): Promise<string | undefined> {
    const { csrf } = this.map
    if (csrf === undefined) return undefined
    const exchange = await this.person.get(csrf.path, { headers: commonHeaders(this.map) })
    return tokenIn(exchange, csrf, this.person.cookies(csrf.path))
  }

  async #follow(first: Exchange): Promise<void> {
    let exchange = first
    for (let step = 0; step < MOST_REDIRECTS; step += 1) {
      const location = exchange.header('location')
      if (location === undefined || exchange.status < 300 || exchange.status > 399) return
      if (!URL.canParse(location, exchange.request.url)) return
      const target = new URL(location, exchange.request.url)
      // Cookies of another site are no business of this one's jar.
      if (target.origin !== this.person.options.origin.origin) return
      const options = { accept: BROWSER_ACCEPT, headers: commonHeaders(this.map) }
      exchange = await this.person.get(`${target.pathname}${target.search}`, options)
    }
  }
}
