/** Public keys that say too much, or of another key. */
import type { Fault } from '../../fault.ts'

export const jwksFaults: readonly Fault[] = [
  {
    id: 'jwks.private-half',
    title: 'The published keys hold the private half.',
    server: 'jwt',
    settings: { JWT_ALGORITHM: 'ES256' },
    patches: [
      {
        file: 'shared/config/keys.ts',
        find: "...verifying.export({ format: 'jwk' })",
        put: "...signing.export({ format: 'jwk' })",
      },
    ],
    caughtBy: 'jwks.public-keys-alone',
    message: /secret members/,
    code: 'app.get("/.well-known/jwks.json", (req, res) => res.json({ keys: [await exportJWK(privateKey)] }))',
    attack: 'Whoever reads the address signs tokens for every user.',
    vainFix: 'Taking "d" out: with RSA there are p, q and five more.',
    fix: 'Export from the public key, which has nothing else.',
    references: ['RFC 7517 9.2', 'ASVS 13.3.1'],
  },
  {
    id: 'jwks.shared-secret',
    title: 'The secret of HS256 is published as a key.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/config/keys.ts',
        find: 'return { kid, signing: key, verifying: key }',
        put: "const published = { ...key.export({ format: 'jwk' }), kid, alg: 'HS256', use: 'sig' }\n    return { kid, signing: key, verifying: key, published }",
      },
    ],
    caughtBy: 'jwks.only-for-asymmetric-jwt',
    message: /algorithm HS256/,
    code: 'const keys = await Promise.all(allKeys.map(exportJWK))',
    attack: 'The one who checks tokens by it can make them.',
    vainFix: 'An address that nobody knows: /.well-known/ is known.',
    fix: 'Publish keys of asymmetric algorithms; with a shared secret there is nothing to publish.',
    references: ['RFC 7517 9.2', 'contract GET /.well-known/jwks.json'],
  },
]
