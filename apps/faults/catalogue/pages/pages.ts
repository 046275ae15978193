/** Pages: what they may run and who may frame them, how they escape, and whether their forms work. */
import type { Fault } from '../../fault.ts'

const COMMON = 'shared/protection/headers.ts'
const HOME = 'shared/pages/home-page.ts'
const NOTES = 'shared/pages/notes-page.ts'
const ANSWER = 'shared/problems/answer.ts'

export const pageFaults: readonly Fault[] = [
  {
    id: 'pages.unsafe-inline',
    safeguard: 'content-security-policy',
    title: 'The policy allows inline scripts.',
    server: 'jwt',
    patches: [
      {
        file: COMMON,
        find: '"style-src \'self\'",',
        put: "\"script-src 'self' 'unsafe-inline'\",\n  \"style-src 'self'\",",
      },
    ],
    caughtBy: 'pages.content-security-policy',
    message: /unsafe-inline/,
    code: 'helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["\'self\'", "\'unsafe-inline\'"] } } })',
    attack:
      'Markup that gets through one hole in the escaping is a script that runs: the policy was against that.',
    vainFix:
      "A nonce beside it: browsers that know nonces ignore 'unsafe-inline', and older ones run everything.",
    fix: "default-src 'none' and what is really used; scripts in files, or by nonce alone.",
    references: ['ASVS 3.4.3', 'CSP 3', 'contract rule 15'],
  },
  {
    id: 'pages.framed',
    safeguard: 'no-framing',
    title: 'Any site may show the pages in a frame.',
    server: 'server-session',
    patches: [
      { file: COMMON, find: '  "frame-ancestors \'none\'",\n', put: '' },
      { file: COMMON, find: "    'x-frame-options': 'DENY',\n", put: '' },
    ],
    caughtBy: 'pages.content-security-policy',
    message: /frame-ancestors 'none'/,
    code: "default-src 'self'; object-src 'none' # default-src does not stand in for frame-ancestors",
    attack:
      'A page shows its own button under the invisible one of this page: the click signs out, or ends all sign-ins.',
    vainFix: 'A script that leaves the frame: sandbox keeps it from running.',
    fix: "frame-ancestors 'none', and X-Frame-Options: DENY for older browsers.",
    references: ['ASVS 3.4.6', 'CSP 3 6.4.2', 'contract rule 15'],
  },
  {
    id: 'pages.errors-without-policy',
    title: 'Error pages have no policy.',
    server: 'cookie-session',
    patches: [
      {
        file: ANSWER,
        find: "if (request.wants === 'page') return sendPage(reply,",
        put: "if (request.wants === 'page') return sendPage(reply.removeHeader('content-security-policy').removeHeader('x-frame-options'),",
      },
    ],
    caughtBy: 'pages.content-security-policy',
    message: /Content-Security-Policy of GET \/(sessions|no-such-page|me):.*"header":""/,
    code: "app.get('/', policy, home)\napp.use((req, res) => res.status(404).render('not-found', { path: req.path }))",
    attack:
      'The page that shows what was asked for is the one without a net, and it is of the same origin.',
    vainFix: 'Escaping there with care: it is the page that nobody looks at.',
    fix: 'The policy on every answer, errors first of all.',
    references: ['ASVS 3.4.3', 'contract rule 15'],
  },
  {
    id: 'pages.note-as-markup',
    safeguard: 'escaping',
    title: 'The text of a note is put into the page as it is.',
    server: 'server-session',
    patches: [{ file: NOTES, find: '<p class="text">$', put: '<p class="text">!$' }],
    caughtBy: 'pages.input-is-text',
    message: /markup of what was sent, in the page of GET \//,
    code: '<p><%- note.text %></p>',
    attack:
      'A note with a form in it asks for the password, on the right address and under the right lock.',
    vainFix: 'Taking <script> out: a form, a picture or an attribute does as well.',
    fix: 'Escape by default, and mark the one place where markup is meant.',
    references: ['ASVS 1.2.1', 'contract Words: problem'],
  },
  {
    id: 'pages.name-in-attribute',
    title: 'The name that was tried stands in the form again, its quotes as they were typed.',
    server: 'jwt',
    patches: [
      {
        file: ANSWER,
        find: 'sendPage(reply, problemPage(site, problem, cameBy(request)))',
        put: `{
    const { username = '' } = (request.body ?? {}) as { username?: string }
    const shown = String(username).replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const form = \`<form method="post" action="/login"><input name="username" value="\${shown}"></form>\`
    return sendPage(reply, problemPage(site, problem).replace('</main>', () => \`\${form}</main>\`))
  }`,
      },
      {
        file: ANSWER,
        find: "if (request.wants === 'page') return {",
        put: "if (request.wants === 'page') {",
      },
    ],
    caughtBy: 'pages.input-is-text',
    message: /attributes of what was sent, in the page of POST \/login/,
    code: "const escape = (text) => text.replace(/</g, '&lt;').replace(/>/g, '&gt;')\n`<input name=username value=\"${escape(username)}\">`",
    attack:
      'A link that fills in the name ends the attribute and begins onfocus=, autofocus beside it.',
    vainFix: 'Looking for angle brackets: an attribute needs none.',
    fix: 'Escape quotes as well, and let the template know where it is.',
    references: ['ASVS 1.2.1'],
  },
  {
    id: 'pages.device-as-markup',
    title: 'The list of sign-ins shows each User-Agent as markup.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/pages/sessions-page.ts',
        find: "<h2>${current ? 'This browser' : userAgent || 'A client that gives no name'}</h2>",
        put: '<h2>!${userAgent}</h2>',
      },
    ],
    caughtBy: 'pages.input-is-text',
    message: /in the page of GET \/sessions/,
    code: '<li><%- session.userAgent %></li>',
    attack:
      "Who has got the password once signs in with a script for a browser's name, and it runs when the owner looks who that was.",
    vainFix: 'Cutting it at 200 characters: a script tag with an address takes forty.',
    fix: 'A header is input like any other: escape it.',
    references: ['ASVS 1.2.1', 'ASVS 2.2.1'],
  },
  {
    id: 'pages.error-as-markup',
    title: 'The page for what is not there repeats the address as markup.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/pages/problem-page.ts',
        find: '<p>!${marked(problem.message)}</p>',
        put: '<p>!${problem.message}</p>',
      },
      {
        file: 'shared/protection/guards.ts',
        find: "if (address === undefined) throw new Problem('not-found', 'There is nothing at this address.')",
        put: "if (address === undefined)\n    throw new Problem('not-found', `There is nothing at ${decodeURI(request.url)}`)",
      },
    ],
    caughtBy: 'pages.input-is-text',
    message: /markup of what was sent, in the page of GET \/%22/,
    code: 'res.status(404).send(`<h1>There is nothing at ${decodeURI(req.url)}</h1>`)',
    attack:
      'A link does it: its reader sees a page of this site that says whatever the sender likes.',
    vainFix: 'Not decoding it: the browser of the day, or a proxy, does.',
    fix: 'Escape it, or better leave it out: who asked knows what for.',
    references: ['ASVS 1.2.1', 'contract Words: problem'],
  },
  {
    id: 'pages.inline-handler',
    title: "A button carries code that the page's own policy forbids.",
    server: 'cookie-session',
    patches: [
      {
        file: HOME,
        find: '<button>Sign out</button>',
        put: '<button onclick="return confirm(\'Sure?\')">Sign out</button>',
      },
    ],
    caughtBy: 'pages.keep-own-policy',
    message: /onclick= in <button>/,
    code: `<button onclick="return confirm('Sure?')">Sign out</button>`,
    attack: "None yet: it does nothing, until somebody makes it work with 'unsafe-inline'.",
    vainFix: "'unsafe-hashes' for this one: the next one gets one too.",
    fix: 'Pages that work without scripts; where one is needed, in a file.',
    references: ['ASVS 3.4.3', 'contract rule 15'],
  },
  {
    id: 'pages.password-to-be-seen',
    title: 'The password field shows what is typed.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/pages/sign-in-form.ts',
        find: 'name="password" type="password"',
        put: 'name="password" type="text"',
      },
    ],
    caughtBy: 'pages.sign-in-form-works',
    message: /type of the field password/,
    attack:
      'Whoever looks over the shoulder, and the list of what was typed into the field before.',
    vainFix: 'autocomplete="off": it hides nothing, and keeps password managers out.',
    fix: 'type="password", and autocomplete that tells managers what it is.',
    references: ['ASVS 6.2.6', 'ASVS 6.2.7'],
  },
  {
    id: 'pages.form-of-another-method',
    title: 'A form says method="delete", which in HTML is GET.',
    server: 'cookie-session',
    patches: [
      {
        file: NOTES,
        find: '<form method="post" action="/notes/${name}/delete">',
        put: '<form method="delete" action="/notes/${name}">',
      },
    ],
    caughtBy: 'pages.note-forms-work',
    message: /POST \/notes\/from-page\/delete/,
    attack: 'None: the note stays, and so does whoever trusted the button.',
    vainFix: 'A method override: then a link deletes as well.',
    fix: 'POST to an address that says what it does.',
    references: ['contract /notes: forms', 'RFC 9110 9.2.1'],
  },
  {
    id: 'pages.sign-out-by-link',
    title: 'The way out is a link.',
    server: 'jwt',
    patches: [
      {
        file: HOME,
        find: '<form method="post" action="/logout"><button>Sign out</button></form>',
        put: '<p><a href="/logout">Sign out</a></p>',
      },
    ],
    caughtBy: 'pages.sign-out-form-works',
    message: /POST \/logout/,
    attack: 'Where the link works, a picture on any page signs out; where it does not, nobody can.',
    vainFix: 'A link and a script that makes it a POST: without scripts it is a link.',
    fix: 'A form with a button.',
    references: ['ASVS 7.4.4', 'ASVS 3.5.3', 'contract GET /'],
  },
  {
    id: 'pages.for-nobody-in-particular',
    title: 'The page is the same for everybody, and a script is to fill in the notes.',
    server: 'server-session',
    patches: [
      { file: HOME, find: "!${notesList(notes, 'h3')}", put: '<div id="notes-list"></div>' },
      { file: HOME, find: '!${forms}!${whatIsRemembered(style, state)}', put: '!${forms}' },
    ],
    caughtBy: 'pages.member-sees-name-and-notes',
    message: /shopping-list/,
    code: '<div id="notes-list"></div><script src="/app.js"></script>',
    attack: 'None: without the script the visitor does not see what is remembered.',
    vainFix: '<noscript> with an apology.',
    fix: 'The page with what it is about in it.',
    references: ['contract GET /'],
  },
]
