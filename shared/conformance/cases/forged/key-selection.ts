/** A JWT whose header tells the server which key to check it with: the server knows its keys itself. */
import type { ConformanceCase } from '../../case.ts'
import { foreignKeys, hmacToken, servingKeys } from '../../help/foreign-keys.ts'
import { carriedJwts, expectAbsent } from '../../help/forgery.ts'

/** Text that stands in a file of every Linux machine: who reads the key from a path reads this. */
const KNOWN_FILE = { path: '/proc/sys/kernel/ostype', text: 'Linux' }
const UPWARDS = '../'.repeat(12)

/** Ids of keys that are none, each with what a careless look-up makes of it. */
function odd(): { kid: unknown; secret: string }[] {
  const injected = 'injected'
  return [
    { kid: `${UPWARDS}dev/null`, secret: '' },
    { kid: '/dev/null', secret: '' },
    ...[`${UPWARDS.slice(0, -1)}${KNOWN_FILE.path}`, KNOWN_FILE.path].flatMap((kid) => [
      { kid, secret: KNOWN_FILE.text },
      { kid, secret: `${KNOWN_FILE.text}\n` },
    ]),
    { kid: `x' UNION SELECT '${injected}' -- `, secret: injected },
    { kid: `x' UNION SELECT '${injected}', '${injected}' -- `, secret: injected },
    ...['no-such-key', '__proto__', 'constructor', 'toString'].flatMap((kid) => {
      return ['', 'undefined', 'null', '[object Object]'].map((secret) => ({ kid, secret }))
    }),
    { kid: 'constructor', secret: String(Object) },
    { kid: 'toString', secret: String(Object.prototype.toString) },
    ...[undefined, null, 7, true, [], {}].map((kid) => ({ kid, secret: '' })),
  ]
}

export const forgedHeadersCases: readonly ConformanceCase[] = [
  {
    id: 'forged.key-from-header',
    requirement: 'A key that a JWT brings in its own header is not trusted.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.3', 'RFC 8725 3.10', 'RFC 7515 4.1.3'],
    run: async (context) => {
      const keys = await foreignKeys()
      for (const { part, jwt } of await carriedJwts(context)) {
        const { header, claims } = jwt
        await expectAbsent(
          context,
          part,
          keys.flatMap(({ alg, kid, jwk, certificate, token }) => [
            {
              how: `with a key of its own in jwk, ${alg}`,
              value: token({ ...header, jwk }, claims),
            },
            {
              how: `with a key of its own in jwk, ${alg} and its kid`,
              value: token({ ...header, kid, jwk }, claims),
            },
            ...(certificate === undefined
              ? []
              : [
                  {
                    how: `with a key of its own in x5c, ${alg}`,
                    value: token({ ...header, x5c: [certificate.toString('base64')] }, claims),
                  },
                ]),
          ]),
        )
      }
    },
  },
  {
    id: 'forged.key-from-address',
    requirement: 'A JWT does not tell the server where to fetch the key that it is checked with.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.3', 'ASVS 13.2.4', 'RFC 8725 3.10'],
    run: async (context) => {
      const jwts = await carriedJwts(context)
      if (!/^127\.|^::1$/.test(context.target.connectAddress)) {
        context.notJudged('a server on loopback, which could reach the suite')
      }
      const keys = await foreignKeys()
      await servingKeys(keys, async (server) => {
        for (const { part, jwt } of jwts) {
          const { header, claims } = jwt
          const jku = server.keySet
          const forgeries = keys.flatMap((key) => {
            const { alg, kid, token } = key
            const x5u = server.certificateOf(key)
            return [
              { how: `with jku, ${alg}`, value: token({ ...header, kid, jku }, claims) },
              { how: `with x5u, ${alg}`, value: token({ ...header, x5u }, claims) },
            ]
          })
          await expectAbsent(context, part, forgeries)
        }
        const asked = server.requests()
        const subject = 'requests to the addresses that the headers jku and x5u name'
        context.expect.equal(asked, 0, subject)
      })
    },
  },
  {
    id: 'forged.key-by-odd-id',
    requirement: 'A kid that names no key of the server, be it a path or a query, leads to none.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.3', 'RFC 8725 3.10', 'ASVS 1.2.4', 'ASVS 5.3.2'],
    run: async (context) => {
      for (const { part, jwt } of await carriedJwts(context)) {
        const forgeries = odd().map(({ kid, secret }) => ({
          how: `with the kid ${JSON.stringify(kid)?.slice(0, 50)}`,
          value: hmacToken({ ...jwt.header, kid }, jwt.claims, secret),
        }))
        await expectAbsent(context, part, forgeries)
      }
    },
  },
]
