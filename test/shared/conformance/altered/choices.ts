/** What a sound server may do otherwise than those here, and the groups of cases that look at it. */
import type { StyleName } from '../../../../shared/styles.ts'
import type { Line } from './alteration.ts'

interface Choice {
  readonly what: string
  readonly server: StyleName
  readonly lines: readonly Line[]
  readonly groups: readonly string[]
}

const OWN_CLAIMS: Choice = {
  what: 'tokens tell their end by a claim of their own, and their purpose by their key',
  server: 'jwt',
  lines: [
    [
      'const claims = { iss: site.origin, aud: carrier, exp: endOf(state), v: state.visits }',
      'const claims = { until: endOf(state) * 1000, v: state.visits }',
    ],
    ["header: { typ: 'visit+jwt' } }", '}'],
    ['isoSeconds(claims.exp)', 'isoSeconds(claims.until / 1000)'],
    ['      issuer: site.origin,\n      audience: carrier,\n', ''],
    ["header.typ === 'visit+jwt' && header.crit === undefined", 'header.crit === undefined'],
    ["required: ['exp', 'iat', 'v']", "required: ['until', 'iat', 'v']"],
    ["    exp: { type: 'integer' },\n", "    until: { type: 'integer' },\n"],
    [
      'const { v: visits, who, exp } = payload\n',
      'const { v: visits, who, until } = payload\n    if (until <= Date.now()) return null\n    const exp = until / 1000\n',
    ],
  ],
  groups: ['real-key', 'jwks', 'forged', 'me', 'bearer', 'renewal'],
}

const MORE_THAN_ASKED: Choice = {
  what: 'answers hold more than the contract names, some of it new each time',
  server: 'jwt',
  lines: [
    ["    madeWith: 'care',\n", '    upMs: performance.now(),\n'],
    ['({ name, text: noteText }))\n', '({ name, text: noteText, bytes: noteText.length }))\n'],
    ['const facts = { user,', 'const facts = { now: Date.now(), user,'],
    [
      'code, ...members }',
      'code, ...members, id: crypto.randomUUID(), at: new Date().toISOString() }',
    ],
    [
      "'Referrer-Policy': 'same-origin',",
      "'Referrer-Policy': 'no-referrer, Same-Origin', Via: '1.1 edge', 'Request-Id': crypto.randomUUID(), 'Server-Timing': 'all;dur=' + performance.now(), 'RateLimit-Remaining': String(failures.size),",
    ],
    ["'X-Content-Type-Options': 'nosniff'", "'X-Content-Type-Options': 'NoSniff, nosniff'"],
    [
      '<p>$' + '{message}</p>\n',
      '<p>$' + '{message}</p><p>alice may ask us about $' + '{crypto.randomUUID()}.</p>\n',
    ],
    ["'GET, POST, PUT, DELETE'", "'*'"],
  ],
  groups: ['about', 'me', 'notes', 'bearer', 'enumeration', 'headers', 'problem', 'cors'],
}

const SMALL_HEAD: Choice = {
  what: 'an HTTP parser takes a head of 8 kB, and the server addresses of 3 kB',
  server: 'jwt',
  lines: [
    ['targetBytes: 2_000', 'targetBytes: 3_000'],
    ['    headersTimeout: 8_000,', '    headersTimeout: 8_000,\n    maxHeaderSize: 8_192,'],
  ],
  groups: ['limits', 'order', 'headers', 'problem', 'cookies'],
}

const LARGE_HEAD: Choice = {
  what: 'an HTTP parser takes a head of a megabyte, and asks no expectation',
  server: 'jwt',
  lines: [
    ['    headersTimeout: 8_000,', '    headersTimeout: 8_000,\n    maxHeaderSize: 1_048_576,'],
    [
      "server.listen(setting('PORT', 0)",
      "server.on('checkExpectation', app).listen(setting('PORT', 0)",
    ],
  ],
  groups: ['limits', 'host'],
}

const OTHER_PAGES: Choice = {
  what: 'pages name their own charset and base, allow their style by its hash, and lead from no sign-out',
  server: 'cookie-session',
  lines: [
    ["'text/html; charset=UTF-8'", "'text/html'"],
    [
      "<META CHARSET='utf-8'>\n",
      "<META CHARSET='utf-8'><BASE HREF='/nowhere/'><!-- <form action=/login> -->\n",
    ],
    [
      "<STYLE NONCE='$" + "{nonce}'>td { vertical-align: top; border: 1px solid } </STYLE>",
      '<STYLE>td{border:0}</STYLE>',
    ],
    [
      "style-src 'nonce-$" + "{nonce}'",
      "style-src 'sha256-ZJ9KizFZrz5tBwXn4xv5F4n+yisLM7j0/uYP4wqM6ZI='",
    ],
    ["ACTION='/notes' METHOD", "ACTION='../notes' METHOD"],
  ],
  groups: ['pages', 'negotiation', 'enumeration', 'redirects'],
}

export const CHOICES = [OWN_CLAIMS, MORE_THAN_ASKED, SMALL_HEAD, LARGE_HEAD, OTHER_PAGES]
