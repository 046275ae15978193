/** A credential goes by Set-Cookie, Cookie and Authorization, and in no other way (contract rules 1 and 3). */
import { decodeJwt } from '../../visitor/credential.ts'
import type { Exchange } from '../../visitor/exchange.ts'
import { isClearing } from '../../visitor/set-cookie.ts'
import type { ConformanceCase } from '../case.ts'
import { cookieHeader, heldCredential } from '../cookies.ts'
import { tour } from '../tour.ts'

/** Shorter parts of a cookie stand in an answer by chance. */
const LEAST_CHARACTERS = 16

/** A password as it is stored: what is made from one gives it away to whoever can guess. */
const HASH = /\$argon2|\$2[aby]\$\d|\$scrypt|pbkdf2[_:$-]sha|"(passwordHash|password_hash|salt)"/i

/** The parts of a cookie that nobody could know: of a JWT not its header, which is the same in each. */
function partsOf(value: string): string[] {
  const parts = decoded(value).split(/[.:]/)
  const own = decodeJwt(value) === undefined ? parts : parts.slice(1)
  return own.filter((part) => part.length >= LEAST_CHARACTERS && /^[\w+/=~-]+$/.test(part))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Every cookie that these answers set. */
function cookiesSet(exchanges: readonly Exchange[]): string[] {
  const set = exchanges.flatMap((exchange) => exchange.setCookies()).filter((c) => !isClearing(c))
  return [...new Set(set.flatMap(({ value }) => partsOf(value)))]
}

function isByToken({ request }: Exchange): boolean {
  const wishes = request.body?.includes('"bearer"') ?? false
  return wishes || request.headers.some(([name]) => name.toLowerCase() === 'authorization')
}

export const secretsCases: readonly ConformanceCase[] = [
  {
    id: 'secrets.only-by-set-cookie',
    requirement:
      'No answer tells a cookie, a token, a password or its hash but in Set-Cookie, where scripts cannot read it.',
    level: 'MUST',
    references: ['contract rule 1', 'contract rule 3', 'ASVS 3.3.4', 'ASVS 15.3.1'],
    run: async (context) => {
      const exchanges = await tour(context)
      const cookies = cookiesSet(exchanges)
      context.given.that(cookies.length > 0, 'cookies set', 'at least one', 'none')
      for (const exchange of exchanges.filter((each) => !isByToken(each))) {
        const { headers } = exchange.response
        const others = headers.filter(([name]) => name.toLowerCase() !== 'set-cookie')
        const text = `${others.join('\n')}\n${exchange.body}`
        const told = cookies.some((part) => text.includes(part))
        const subject = `what ${exchange.name} tells beside Set-Cookie`
        context.expect.that(!told, subject, 'no credential', 'part of a cookie')
        context.expect.lacks(text, /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./, `a token in ${exchange.name}`)
        const password = text.includes(context.firstUser.password)
        context.expect.that(!password, subject, 'no password', 'the password')
        context.expect.lacks(text, HASH, `a password's hash in ${exchange.name}`)
      }
    },
  },
  {
    id: 'secrets.not-taken-from-address',
    requirement: 'A credential in the address, in a path parameter or in a query, is none.',
    level: 'MUST',
    references: ['contract Words: credential', 'ASVS 14.2.1', 'RFC 9700 4.3.2'],
    run: async (context) => {
      const pairs = heldCredential(context, await context.signedIn())
      const own = pairs.map(({ name, value }) => `${name}=${encodeURIComponent(decoded(value))}`)
      const [{ value = '' } = {}] = pairs
      const usual = [
        'sid',
        'session',
        'session_id',
        'sessionid',
        'token',
        'access_token',
        'jwt',
        'auth',
      ]
      const ids = [value, decoded(value), decoded(value).split('.')[0] ?? '']
      const queries = [
        own.join('&'),
        cookieHeader(pairs).replaceAll('; ', '&'),
        ...ids.map((id) => usual.map((name) => `${name}=${encodeURIComponent(id)}`).join('&')),
      ]
      for (const query of queries) {
        const { status } = await context.visitor().get(`/me?${query}`)
        const subject = 'status of GET /me with the credential in a query'
        context.expect.oneOf(status, [401, 414], subject)
      }
      // An older way of Java and PHP; for every other server an address that is not there.
      const { body } = await context.visitor().get(`/me;jsessionid=${ids[2]}`)
      const known = body.includes(context.firstUser.username)
      context.expect.that(!known, 'GET /me;jsessionid=…', 'nobody known', 'the user')
    },
  },
]
