import type { Fault, Patch } from '../../fault.ts'

const LOGIN = 'shared/app/routes/login.ts'

/** What stands in place of the product's way to where the sign-in leads. */
function leading(to: string): Patch[] {
  return [{ file: LOGIN, find: 'ownPath(next, request.ownOrigin)', put: to }]
}

const FIX =
  'Resolve it against the own origin, as a browser will; require that it begins with one slash, has no backslash and no control character, and stays there; send on the path of what was resolved.'

/** Where a sign-in leads: `next` elsewhere, in its disguises. */
export const loginNextFaults: readonly Fault[] = [
  {
    id: 'login.next-anywhere',
    safeguard: 'own-path',
    title: 'The sign-in leads wherever `next` says.',
    server: 'cookie-session',
    patches: leading("next ?? '/'"),
    caughtBy: 'login.next-stays-here',
    message: /next "\/\/evil\.example"/,
    code: "res.redirect(req.body.next || '/')",
    attack:
      'A link to the true login page ends, after a true sign-in, on a copy of it that says "wrong password, again please".',
    vainFix:
      'Checking for `http`: `//evil.example` is an address too, with the scheme of the page.',
    fix: FIX,
    references: ['ASVS 3.7.2', 'contract POST /login'],
  },
  {
    id: 'login.next-one-slash',
    title: '`next` may begin with one slash but not with two; a backslash is not looked for.',
    server: 'jwt',
    patches: leading("next?.startsWith('/') && !next.startsWith('//') ? next : '/'"),
    caughtBy: 'login.next-stays-here',
    message: /next "\/\\\\\\\\evil\.example"|next "\/\\\\evil\.example"/,
    code: "const ok = next.startsWith('/') && !next.startsWith('//')\nres.redirect(ok ? next : '/')",
    attack: 'Browsers read `/\\evil.example` as `//evil.example` (URL Standard), and go there.',
    vainFix:
      'Refusing the backslash: they drop tabs and line ends as well, so `/<tab>/evil.example` is next.',
    fix: FIX,
    references: ['ASVS 3.7.2', 'URL Standard 4.4'],
    exercise:
      'This login checks `next`: only a path, and `//` is refused. Make a link to it that ends at example.org after the sign-in.',
  },
  {
    id: 'login.next-slash-and-no-more',
    title: '`/` followed by neither slash nor backslash is let through, tabs and all.',
    server: 'cookie-session',
    patches: leading("/^\\/(?![/\\\\])/.test(next ?? '') ? (next as string) : '/'"),
    caughtBy: 'login.next-stays-here',
    message: /next "\/\\t\/evil\.example"/,
    code: 'const ok = /^\\/(?![/\\\\])/.test(next)',
    attack: 'A browser drops the tab of `/<tab>/evil.example` before it reads the address.',
    vainFix: 'Trimming: the tab is in the middle.',
    fix: FIX,
    references: ['ASVS 3.7.2', 'URL Standard 4.4'],
  },
  {
    id: 'login.next-begins-with-own-origin',
    title: 'An address is taken for the own when it begins with the own origin.',
    server: 'server-session',
    patches: leading(
      "new URL(next ?? '/', request.ownOrigin).href.startsWith(request.ownOrigin) ? (next ?? '/') : '/'",
    ),
    caughtBy: 'login.next-stays-here',
    message: /@evil\.example/,
    code: 'const url = new URL(next, ORIGIN)\nif (url.href.startsWith(ORIGIN)) res.redirect(url.href)',
    attack:
      'In `https://shop.example@evil.example/` the shop is a user name; in `https://shop.example.evil.example/` it is a part of another name.',
    vainFix:
      'A slash after the origin helps against both, and is forgotten where the origin comes from a setting.',
    fix: '`url.origin === ORIGIN`: compare what was parsed, never the text.',
    references: ['ASVS 3.7.2', 'RFC 3986 3.2.1'],
  },
  {
    id: 'login.next-dots-taken-out',
    title: 'The path is normalised after it was checked, and two slashes come to its beginning.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: "return stays && !url.pathname.startsWith('//') ?",
        put: 'return stays ?',
      },
    ],
    caughtBy: 'login.next-without-its-dots',
    message: /next "\/\.\/\/evil\.example"/,
    code: 'const url = new URL(next, ORIGIN)\nif (url.origin === ORIGIN) res.redirect(url.pathname)',
    attack:
      '`/.//evil.example` is on this server; its path is `//evil.example`, and Location sends that.',
    vainFix: 'Checking `next` for `//` at its beginning: it has none there.',
    fix: 'Check what is sent, after every change to it; or send the whole `url.href`.',
    references: ['ASVS 3.7.2', 'ASVS 1.1.1', 'RFC 3986 5.2.4'],
  },
  {
    id: 'login.next-decoded-twice',
    title: 'The path is decoded once more after it was checked.',
    server: 'cookie-session',
    patches: leading('decodeURIComponent(ownPath(next, request.ownOrigin))'),
    caughtBy: 'login.next-read-once',
    message: /next "\/%2Fevil\.example"/,
    alsoRed: ['problem'],
    code: 'if (isLocalPath(next)) res.redirect(decodeURIComponent(next))',
    attack: '`/%2Fevil.example` passes as a path, and is `//evil.example` when it is sent.',
    vainFix: 'Decoding before the check as well: `%252F` is still encoded then.',
    fix: 'Decode once, where the form is read; check, and send what was checked.',
    references: ['ASVS 1.1.1', 'ASVS 3.7.2'],
  },
  {
    id: 'login.next-query-lost',
    title: 'The query of `next` is lost on the way.',
    server: 'server-session',
    patches: [{ file: LOGIN, find: 'url.pathname + url.search + url.hash', put: 'url.pathname' }],
    caughtBy: 'login.next-leads-on',
    message: /from=login/,
    code: 'res.redirect(new URL(next, ORIGIN).pathname)',
    attack: 'None: people who followed a link to one item are led to the list.',
    vainFix: 'Sending `next` as it came, which brings back every fault above.',
    fix: 'Path, query and fragment of what was resolved.',
    references: ['contract POST /login'],
  },
  {
    id: 'login.next-back-to-referer',
    title: 'Without `next` the sign-in leads back to where the request came from.',
    server: 'jwt',
    patches: leading(
      "(next === undefined ? (request.headers.referer ?? '/') : ownPath(next, request.ownOrigin))",
    ),
    caughtBy: 'login.next-only-from-body',
    message: /a Referer and no next/,
    code: "res.redirect('back') // Express 4: Referer, or /",
    attack:
      'Referer is what the page before says: one that posts here gets its visitors back signed in, and trusting it.',
    vainFix: 'Relying on Referrer-Policy: it is for pages that this server sends.',
    fix: 'Lead to `/`, or to a path that was checked.',
    references: ['ASVS 3.7.2', 'contract POST /login'],
  },
]
