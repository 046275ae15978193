import { attribute, isClearing, type SetCookie, sizeBytes } from '../../../visitor/set-cookie.ts'
import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'

const LIMIT_BYTES = 4096

/** Every line that sets a cookie of the credential, from arriving to a second sign-in. */
async function credentialLines(context: CoreContext): Promise<SetCookie[]> {
  const visitor = context.visitor()
  await visitor.lookAround()
  await context.signIn(visitor)
  await visitor.whoAmI()
  return context.base.journal
    .flatMap((exchange) => exchange.setCookies())
    .filter((cookie) => visitor.isCredential(cookie.name) && !isClearing(cookie))
}

async function expectEach(
  context: CoreContext,
  wanted: string,
  holds: (cookie: SetCookie) => boolean,
): Promise<void> {
  const lines = await credentialLines(context)
  context.given.that(lines.length > 0, 'Set-Cookie of the credential', 'one or more', 'none')
  for (const cookie of lines) {
    const seen = cookie.attributes.map(([name, value]) =>
      value === '' ? name : `${name}=${value}`,
    )
    const subject = `Set-Cookie ${cookie.name}`
    context.expect.that(holds(cookie), subject, wanted, seen.join('; ') || 'no attributes')
  }
}

function onlyOverHttps(context: CoreContext): void {
  if (context.map.overHttps === true) return
  if (context.base.target.origin.protocol === 'https:') return
  context.notJudged("the server's https address, or overHttps in the map")
}

const has = (name: string) => (cookie: SetCookie) => attribute(cookie, name) !== undefined

export const cookiesCases: readonly CoreCase[] = [
  {
    id: 'core.cookies.http-only',
    requirement: 'No script can read the credential: HttpOnly.',
    level: 'SHOULD',
    references: ['ASVS 3.3.4', 'RFC 6265bis 4.1.2.6'],
    run: (context) => expectEach(context, 'HttpOnly', has('httponly')),
  },
  {
    id: 'core.cookies.same-site',
    requirement: 'The credential says by SameSite which sites may send it: Lax or Strict.',
    level: 'SHOULD',
    references: ['ASVS 3.3.2', 'RFC 6265bis 4.1.2.7'],
    run: (context) => {
      return expectEach(context, 'SameSite=Lax or Strict', (cookie) => {
        return /^(lax|strict)$/i.test(attribute(cookie, 'samesite') ?? '')
      })
    },
  },
  {
    id: 'core.cookies.own-host-only',
    requirement: 'The credential goes to this host alone: no Domain, and Path=/.',
    level: 'SHOULD',
    references: ['ASVS 3.3.3', 'RFC 6265bis 4.1.3.2'],
    run: (context) => {
      return expectEach(context, 'no Domain, and Path=/', (cookie) => {
        return attribute(cookie, 'domain') === undefined && attribute(cookie, 'path') === '/'
      })
    },
  },
  {
    id: 'core.cookies.secure',
    requirement: 'Over https the credential never travels in the clear: Secure.',
    level: 'MUST',
    references: ['ASVS 3.3.1'],
    run: (context) => {
      onlyOverHttps(context)
      return expectEach(context, 'Secure', has('secure'))
    },
  },
  {
    id: 'core.cookies.prefix',
    requirement: 'Over https the name of the credential begins with __Host- or __Secure-.',
    level: 'MUST',
    references: ['ASVS 3.3.1', 'ASVS 3.3.3'],
    run: (context) => {
      onlyOverHttps(context)
      return expectEach(context, 'a name with __Host- or __Secure-', ({ name }) => {
        return /^__(Host|Secure)-/.test(name)
      })
    },
  },
  {
    id: 'core.cookies.size',
    requirement: 'No cookie is larger than a browser takes: 4,096 bytes of name and value.',
    level: 'SHOULD',
    references: ['ASVS 3.3.5', 'RFC 6265bis 5.6'],
    run: async (context) => {
      for (const cookie of await credentialLines(context)) {
        const bytes = sizeBytes(cookie)
        const wanted = `at most ${LIMIT_BYTES} bytes`
        context.expect.that(bytes <= LIMIT_BYTES, cookie.name, wanted, `${bytes} bytes`)
      }
    },
  },
  {
    id: 'core.cookies.none-twice',
    requirement: 'No answer sets a cookie twice, and none a cookie that a browser refuses.',
    level: 'SHOULD',
    references: ['RFC 6265bis 4.1.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await visitor.signOut()
      for (const exchange of context.base.journal) {
        const names = exchange.setCookies().map(({ name }) => name)
        const twice = names.filter((name, at) => names.indexOf(name) !== at)
        context.expect.equal(twice, [], `cookies set twice by ${exchange.name}`)
      }
      context.expect.equal(visitor.person.jar.refused, [], 'cookies that a browser refuses')
    },
  },
]
