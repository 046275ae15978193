import { type Cookie, CookieJar } from 'tough-cookie'
import { parseSetCookie, sizeBytes } from './set-cookie.ts'

/** A cookie that the jar would not take, and the browser's reason. */
interface RefusedCookie {
  readonly name: string
  readonly reason: string
}

// RFC 6265bis 5.6: user agents ignore a cookie whose name and value exceed this, and
// ignore a single attribute whose value exceeds the other.
const COOKIE_LIMIT_BYTES = 4096
const ATTRIBUTE_LIMIT_BYTES = 1024
/** So many cookies of one site are what Chromium keeps; RFC 6265bis 6.1 asks for 50 at least. */
const MOST_NAMES = 180

/** A browser's cookie jar: tough-cookie, and the refusals that it leaves out. */
export class Jar {
  readonly refused: RefusedCookie[] = []
  #jar: CookieJar
  #names = new Set<string>()

  constructor() {
    this.#jar = new CookieJar(undefined, {
      prefixSecurity: 'strict',
      // As Chromium does: http://localhost and 127.0.0.1 are trustworthy (W3C Secure Contexts 3.1).
      allowSecureOnLocal: true,
      enforceSecureOriginOnStorage: true,
      rejectPublicSuffixes: false,
    })
  }

  /** Takes the Set-Cookie lines of one answer, in order. What it refuses goes to `refused`. */
  receive(url: string, lines: readonly string[]): void {
    for (const line of lines) {
      const { name } = parseSetCookie(line)
      const reason = refusalOf(line) ?? this.#refusalAsOneMore(name) ?? this.#set(line, url)
      if (reason !== undefined) this.refused.push({ name, reason })
    }
  }

  #refusalAsOneMore(name: string): string | undefined {
    if (this.#names.size >= MOST_NAMES && !this.#names.has(name))
      return `over ${MOST_NAMES} cookies`
    this.#names.add(name)
    return undefined
  }

  #set(line: string, url: string): string | undefined {
    try {
      const cookie = this.#jar.setCookieSync(withoutLongAttributes(line), url)
      return cookie === undefined ? 'not a cookie' : undefined
    } catch (error) {
      return String(error)
    }
  }

  /** The Cookie header for a request to this address; undefined where there is none to send. */
  header(url: string): string | undefined {
    const header = this.#jar.getCookieStringSync(url)
    return header === '' ? undefined : header
  }

  /** Names and values of what would be sent to this address, in sending order. */
  cookies(url: string): { name: string; value: string }[] {
    return this.#jar
      .getCookiesSync(url)
      .map((cookie: Cookie) => ({ name: cookie.key, value: cookie.value }))
  }

  /** Another jar that holds the same cookies: what somebody has who copied this one. */
  copy(): Jar {
    const twin = new Jar()
    twin.#jar = this.#jar.cloneSync() ?? twin.#jar
    twin.#names = new Set(this.#names)
    return twin
  }

  clear(): void {
    this.#jar.removeAllCookiesSync()
    this.#names.clear()
  }
}

function refusalOf(line: string): string | undefined {
  const cookie = parseSetCookie(line)
  if (sizeBytes(cookie) > COOKIE_LIMIT_BYTES) {
    return `name and value are ${sizeBytes(cookie)} octets, over ${COOKIE_LIMIT_BYTES}`
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 6265bis 5.6 step 1 names them.
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(line)) return 'control character'
  // RFC 6265bis 5.7: a nameless cookie may not pose as a prefixed one.
  if (cookie.name === '' && /^__(host|secure)-/i.test(cookie.value)) return 'nameless with prefix'
  return undefined
}

function withoutLongAttributes(line: string): string {
  const [pair = '', ...attributes] = line.split(';')
  const kept = attributes.filter((each) => {
    const value = each.slice(each.indexOf('=') + 1)
    return Buffer.byteLength(value.trim()) <= ATTRIBUTE_LIMIT_BYTES
  })
  return [pair, ...kept].join(';')
}
