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
    requirement:
      'Public keys are published for JWTs that an asymmetric key signs, and for nothing else.',
    level: 'MUST',
    references: ['contract GET /.well-known/jwks.json'],
    run: async (context) => {
      const exchange = await context.visitor().get(PATH)
      const jwts = heldCredential(context, await context.signedIn()).map(({ value }) => {
        return decodeJwt(value)
      })
      const algorithm = jwts.find((each) => each !== undefined)?.header.alg
      const asymmetric = typeof algorithm === 'string' && !algorithm.startsWith('HS')
      const { carriers, stateKeptBy } = context.about
      const statuses = () => {
        // An id says nothing that others could check. A token that is encrypted (JWE) does not show how it is signed.
        if (algorithm === undefined) return stateKeptBy === 'server' ? [404] : [200, 404]
        if (!asymmetric) return [404]
        return carriers.includes('bearer') ? [200] : [200, 404] // whom else would it be shown to?
      }
      context.expect.status(
        exchange,
        statuses(),
        `for the algorithm ${algorithm ?? 'not to be seen'}`,
      )
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
