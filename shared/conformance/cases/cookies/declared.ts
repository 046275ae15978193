import { decodeJwt, percentDecoded } from '../../../visitor/credential.ts'
import type { Exchange } from '../../../visitor/exchange.ts'
import { isClearing } from '../../../visitor/set-cookie.ts'
import type { ConformanceCase } from '../../case.ts'
import { PASSWORD_HASH } from '../../help/log-secrets.ts'
import { tour } from '../../help/tour.ts'

/** Shorter parts of a cookie stand in an answer by chance. */
const LEAST_CHARACTERS = 16

/** The parts of a cookie that nobody could know: of a JWT not its header, which is the same in each. */
function partsOf(value: string): string[] {
  const parts = percentDecoded(value).split(/[.:]/)
  const own = decodeJwt(value) === undefined ? parts : parts.slice(1)
  return own.filter((part) => part.length >= LEAST_CHARACTERS && /^[\w+/=~-]+$/.test(part))
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

export const cookiesToldCases: readonly ConformanceCase[] = [
  {
    id: 'cookies.told-by-set-cookie-alone',
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
        context.expect.lacks(text, PASSWORD_HASH, `a password's hash in ${exchange.name}`)
      }
    },
  },
]
