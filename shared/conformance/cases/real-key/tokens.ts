/** What a JWT must not be accepted for, though its signature is by the real key (contract rule 5). */
import type { DecodedJwt } from '../../../visitor/credential.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { expectAbsent } from '../../help/forgery.ts'
import { type SignedJwt, signedJwts } from '../../help/real-key.ts'
import { agedBy, oddMembers } from '../../help/signed-state.ts'

const HOUR_SECONDS = 3600
const nowSeconds = () => Math.floor(Date.now() / 1000)

function without(claims: object, name: string): object {
  return Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name))
}

/** `typ: JWT` names no purpose, so a server that sends that one tells its tokens apart otherwise. */
function namesPurpose({ header }: DecodedJwt): boolean {
  return typeof header.typ === 'string' && header.typ.toUpperCase() !== 'JWT'
}

/** `exp` is the usual name (RFC 7519 4.1.4); the contract asks for timestamps, however they are called. */
function namesEnd({ claims }: DecodedJwt): boolean {
  return claims.exp !== undefined
}

function longOver(context: CaseContext, { header, claims }: DecodedJwt, sign: SignedJwt['sign']) {
  const { idleSeconds, absoluteSeconds } = context.about.lifetime
  const old = agedBy(claims, idleSeconds + absoluteSeconds + 60)
  context.expect.that(old !== undefined, 'times in the token', 'at least one (rule 6)', 'none')
  return { how: 'with every time in it long ago', value: sign(header, old) }
}

export const realKeyTokenCases: readonly ConformanceCase[] = [
  {
    id: 'real-key.expired-token',
    requirement: 'A token of the real key that has expired is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'contract rule 6', 'ASVS 9.2.1', 'RFC 7519 4.1.4'],
    needs: ['server-key'],
    run: async (context) => {
      for (const { part, jwt, sign } of await signedJwts(context)) {
        const ago = [1, 60, HOUR_SECONDS, 365 * 24 * HOUR_SECONDS]
        const forgeries = ago.map((seconds) => ({
          how: `with exp ${seconds} s ago`,
          value: sign(jwt.header, { ...jwt.claims, exp: nowSeconds() - seconds - 1 }),
        }))
        await expectAbsent(
          context,
          part,
          namesEnd(jwt) ? forgeries : [longOver(context, jwt, sign)],
        )
      }
    },
  },
  {
    id: 'real-key.token-without-end',
    requirement: 'A token of the real key that names no end, or names it oddly, is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'contract rule 6', 'ASVS 9.2.1', 'RFC 7519 2'],
    needs: ['server-key'],
    run: async (context) => {
      for (const { part, jwt, sign } of await signedJwts(context)) {
        if (!namesEnd(jwt)) context.notJudged('tokens that name their end as exp')
        const later = nowSeconds() + HOUR_SECONDS
        const odd = [null, String(later), 'never', true, [later], { seconds: later }]
        await expectAbsent(context, part, [
          { how: 'without exp', value: sign(jwt.header, without(jwt.claims, 'exp')) },
          ...odd.map((exp) => ({
            how: `with exp ${JSON.stringify(exp)}`,
            value: sign(jwt.header, { ...jwt.claims, exp }),
          })),
        ])
      }
    },
  },
  {
    id: 'real-key.token-for-another-purpose',
    requirement: 'A token of the real key with another audience, issuer or type is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.2.2', 'ASVS 9.2.3', 'RFC 8725 3.8', 'RFC 8725 3.11'],
    needs: ['server-key'],
    run: async (context) => {
      for (const { part, jwt, sign } of await signedJwts(context)) {
        const { header, claims } = jwt
        const named = ['aud', 'iss'].filter((name) => claims[name] !== undefined)
        const forgeries = named.flatMap((name) => [
          {
            how: `with another ${name}`,
            value: sign(header, { ...claims, [name]: 'https://other.example' }),
          },
          { how: `without ${name}`, value: sign(header, without(claims, name)) },
        ])
        if (namesPurpose(jwt)) {
          for (const typ of ['at+jwt', 'refresh+jwt', 'JWT', undefined]) {
            if (String(header.typ).toLowerCase() === typ) continue
            forgeries.push({ how: `with typ ${typ}`, value: sign({ ...header, typ }, claims) })
          }
        }
        // A key for this purpose alone, or a claim of the server's own, is as sound (RFC 8725 3.12).
        if (forgeries.length === 0)
          context.notJudged('tokens that name their purpose: aud, iss, typ')
        await expectAbsent(context, part, forgeries)
      }
    },
  },
  {
    id: 'real-key.token-by-another-algorithm',
    requirement:
      'One key serves one algorithm: what the real key signs by another one is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.2', 'RFC 8725 3.1'],
    needs: ['server-key'],
    run: async (context) => {
      for (const { part, jwt, byOthers } of await signedJwts(context)) {
        if (byOthers.length === 0) context.notApplicable('the key serves one algorithm alone')
        const forgeries = byOthers.map(({ alg, sign }) => ({
          how: `signed by ${alg}`,
          value: sign(jwt.header, jwt.claims),
        }))
        await expectAbsent(context, part, forgeries)
      }
    },
  },
  {
    id: 'real-key.token-not-yet-valid',
    requirement: 'A token of the real key whose time has not begun is no credential.',
    level: 'SHOULD',
    references: ['contract rule 5', 'ASVS 9.2.1', 'RFC 7519 4.1.5'],
    needs: ['server-key'],
    run: async (context) => {
      for (const { part, jwt, sign } of await signedJwts(context)) {
        const nbf = nowSeconds() + HOUR_SECONDS
        const value = sign(jwt.header, { ...jwt.claims, nbf })
        await expectAbsent(context, part, [{ how: 'with nbf in an hour', value }])
      }
    },
  },
  {
    id: 'real-key.token-with-critical-extension',
    requirement: 'A token that names a critical extension which nobody knows is no credential.',
    level: 'SHOULD',
    references: ['contract rule 5', 'RFC 7515 4.1.11'],
    needs: ['server-key'],
    run: async (context) => {
      for (const { part, jwt, sign } of await signedJwts(context)) {
        const header = { ...jwt.header, crit: ['only-for-bob'], 'only-for-bob': true }
        await expectAbsent(context, part, [{ how: 'with crit', value: sign(header, jwt.claims) }])
      }
    },
  },
  {
    id: 'real-key.token-with-odd-content',
    requirement: 'A token of the real key with content of another shape is never a 5xx.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 16.5.3'],
    needs: ['server-key'],
    run: async (context) => {
      for (const { part, jwt, sign } of await signedJwts(context)) {
        const whole = [[], 'text', 7, null, {}]
        for (const claims of [...whole, ...oddMembers(jwt.claims)]) {
          const exchange = await part.ask(sign(jwt.header, claims))
          const subject = `${exchange.name} with claims ${JSON.stringify(claims).slice(0, 60)}`
          context.expect.that(exchange.status < 500, subject, 'no 5xx', exchange.status)
        }
      }
    },
  },
]
