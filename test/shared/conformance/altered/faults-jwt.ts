/** Faults in the sound server of style jwt. */
import type { FaultyServer } from './faulty-server.ts'

export const jwt: FaultyServer = {
  server: 'jwt',
  faults: [
    {
      line: ['function ownPath(next) {\n', 'function ownPath(next) {\n  if (next) return next\n'],
      caughtBy: 'login.next-stays-here',
      message: /evil\.example/,
    },
    {
      line: ["; frame-ancestors 'none'", ''],
      caughtBy: 'pages.content-security-policy',
      message: /frame-ancestors/,
    },
    {
      line: ["'Referrer-Policy': 'same-origin'", "'Referrer-Policy': 'unsafe-url'"],
      caughtBy: 'headers.referrer-policy-keeps-path',
      message: /unsafe-url/,
    },
    {
      line: ["'X-Content-Type-Options': 'nosniff'", "'X-Content-Type-Options': 'sniff, nosniff'"],
      caughtBy: 'headers.nosniff',
      message: /sniff/,
    },
    {
      line: [
        '  try {\n    if (new URL(`',
        '  if (host?.startsWith(site.host)) return\n  try {\n    if (new URL(`',
      ],
      caughtBy: 'host.unknown-is-misdirected',
      message: /begins as the own one/,
    },
    {
      line: [
        "'Name and password do not go together.'",
        "accounts.has(username) ? 'The password is wrong.' : `$" + '{username} is nobody here.`',
      ],
      caughtBy: 'enumeration.same-answer',
      message: /member detail/,
    },
    {
      line: [
        '<p><small>$' + '{status}',
        '<p><small>$' +
          '{accounts.has(req.body?.username) ? 1 : 2} $' +
          '{crypto.randomUUID()} $' +
          '{status}',
      ],
      caughtBy: 'enumeration.same-page',
      message: /page for an unknown name/,
    },
    {
      line: ['const facts = { user, visits,', 'const facts = { user, visits: Math.random(),'],
      caughtBy: 'me.changes-nothing',
      message: /visits when asked again/,
    },
    {
      line: ["    madeWith: 'care',\n", '    known: ownCookies(_req).length > 0,\n'],
      caughtBy: 'about.needs-no-visitor',
      message: /known in GET \/about/,
    },
    {
      line: ['bodyBytes: 6_000', 'bodyBytes: 100_000_000'],
      caughtBy: 'limits.body-too-large',
      message: /413/,
    },
    {
      line: ['targetBytes: 2_000', 'targetBytes: 20_000'],
      caughtBy: 'limits.address-too-long',
      message: /414/,
    },
    {
      line: [
        '    headersTimeout: 8_000,',
        '    headersTimeout: 8_000,\n    maxHeaderSize: 8_388_608,',
      ],
      caughtBy: 'limits.headers-too-large',
      message: /4194304 bytes/,
    },
    {
      line: ["...(publicKey ? [['/.well-known", "...(null ? [['/.well-known"],
      caughtBy: 'jwks.only-for-asymmetric-jwt',
      message: /ES256/,
    },
    {
      line: ['      audience: carrier,\n', ''],
      caughtBy: 'real-key.token-for-another-purpose',
      message: /aud/,
    },
    {
      line: ["required: ['exp', 'iat', 'v']", "required: ['iat', 'v']"],
      caughtBy: 'real-key.token-without-end',
      message: /without exp/,
    },
    {
      line: ["'authorization, content-type'", "'*'"],
      caughtBy: 'cors.allowed-origin-reads',
      message: /allowed headers/,
    },
    {
      line: [
        'return found && fits ? found : null',
        'if (found?.before) {\n    const { salt, hash } = found.before\n    if (timingSafeEqual(hash, await derive(password, salt))) return found\n  }\n  return found && fits ? found : null',
      ],
      also: [
        'accounts.set(username, await account(username, role, newPassword))',
        'const before = accounts.get(username)\n  accounts.set(username, { ...(await account(username, role, newPassword)), before })',
      ],
      caughtBy: 'password.changes',
      message: /with the old password/,
    },
    {
      line: ["lower.replaceAll(username.toLowerCase(), '') === ''", 'lower === username'],
      caughtBy: 'password.weak-has-reason',
      message: /name/,
    },
    {
      line: [
        "new Problem('not-found', 'No page and no data has this address.')",
        "new Problem('not-found', new Error('x').stack)",
      ],
      caughtBy: 'problem.tells-no-innards',
      message: /gives away/,
    },
    {
      line: [
        'sendChanged(req, res, { user: state.user }',
        'sendChanged(req, res, { user: state.user, passwordHash: 1 }',
      ],
      caughtBy: 'login.gives-no-secret',
      message: /password hash/,
    },
  ],
}
