import type { Fault } from '../fault.ts'

const ATTRIBUTES = 'shared/config/cookies.ts'

export const cookieFaults: readonly Fault[] = [
  {
    id: 'cookies.no-http-only',
    safeguard: 'http-only',
    title: 'Scripts on the page can read the cookie.',
    server: 'jwt',
    patches: [{ file: ATTRIBUTES, find: 'httpOnly: true,', put: 'httpOnly: false as never,' }],
    caughtBy: 'cookies.attributes',
    message: /HttpOnly/,
    attack:
      'One script that gets onto a page sends document.cookie home, and its author is the visitor.',
    vainFix:
      'Escaping every output: one place forgotten is enough, and third-party scripts need none.',
    fix: 'HttpOnly on every cookie of the style: scripts can use the session, but not carry it away.',
    references: ['ASVS 3.3.4', 'contract rule 1'],
  },
]
