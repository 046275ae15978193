import { decodeJwt } from '../../../visitor/credential.ts'
import type { ConformanceCase } from '../../case.ts'
import { record } from '../../help/about.ts'
import { heldCredential } from '../../help/cookies.ts'

const PATH = '/.well-known/jwks.json'

/** Members of a JWK that are private or secret (RFC 7518 6.2.2, 6.3.2, 6.4.1). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

export const jwksCases: readonly ConformanceCase[] = [
  {
    id: 'jwks.only-for-asymmetric-jwt',
    requirement: 'Keys are published by a jwt style with an asymmetric algorithm, and by no other.',
    level: 'MUST',
    references: ['contract GET /.well-known/jwks.json'],
    run: async (context) => {
      const exchange = await context.visitor().get(PATH)
      const jwts = heldCredential(context, await context.signedIn()).map(({ value }) => {
        return decodeJwt(value)
      })
      const algorithm = jwts.find((each) => each !== undefined)?.header.alg
      const asymmetric = typeof algorithm === 'string' && !algorithm.startsWith('HS')
      const publishes = context.about.style === 'jwt' && asymmetric
      // A token that is encrypted (JWE) does not show how it is signed.
      const isHidden = context.about.style === 'jwt' && algorithm === undefined
      const kind = `style ${context.about.style}, algorithm ${algorithm ?? 'not to be seen'}`
      const wanted = publishes ? 200 : 404
      context.expect.status(exchange, isHidden ? [200, 404] : wanted, `of ${kind}`)
    },
  },
  {
    id: 'jwks.public-keys-alone',
    requirement: 'The published keys hold nothing secret, and the one that signs is among them.',
    level: 'MUST',
    references: ['contract GET /.well-known/jwks.json', 'RFC 7517 9.2', 'ASVS 13.3.1'],
    run: async (context) => {
      const exchange = await context.visitor().get(PATH)
      if (exchange.status !== 200) context.notApplicable('the server publishes no keys')
      const keys = exchange.member('keys')
      context.expect.that(Array.isArray(keys) && keys.length > 0, 'keys', 'a list', keys)
      for (const key of keys as unknown[]) {
        const members = Object.keys(record(key) ?? {})
        const secret = members.filter((name) => SECRET_MEMBERS.includes(name))
        context.expect.equal(secret, [], 'secret members of a published key')
        context.expect.that(members.includes('kty'), 'a published key', 'a kty', members)
      }
      const [first] = heldCredential(context, await context.signedIn())
      const kid = decodeJwt(first?.value ?? '')?.header.kid
      const kids = (keys as unknown[]).map((key) => record(key)?.kid)
      if (kid !== undefined) context.expect.oneOf(kid, kids, 'kid of the signing key')
    },
  },
]
