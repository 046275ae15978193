/** Visits counted wrong. */
import type { Fault } from '../../fault.ts'

const HOME = 'shared/app/routes/home.ts'

export const visitFaults: readonly Fault[] = [
  {
    id: 'visits.one-behind',
    title: 'The second visit is told that it is the first.',
    server: 'jwt',
    patches: [
      {
        file: HOME,
        find: '`You visited this page $' + '{visits} times`',
        put: '`You visited this page $' + '{visits - 1} times`',
      },
    ],
    caughtBy: 'visits.greets-then-counts',
    message:
      /message of the second visit: expected "You visited this page 2 times", saw "You visited this page 1 times"/,
    alsoRed: ['notes.no-other-route-too-large'],
    code: 'res.send(`You visited this page $' + '{req.session.views++} times`)',
    attack: 'None.',
    vainFix: 'Beginning at 1: then the first visit is the second.',
    fix: 'Count, then tell.',
    references: ['contract GET /'],
  },
  {
    id: 'visits.head-counts',
    title: 'HEAD counts as a visit and sets a cookie.',
    server: 'cookie-session',
    patches: [{ file: HOME, find: "if (request.method === 'HEAD') return {}", put: '' }],
    caughtBy: 'visits.head-counts-nothing',
    message: /cookies set by HEAD \//,
    alsoRed: ['cookies.only-where-allowed', 'renewal.reads-and-errors-renew-nothing'],
    code: "app.get('/', (req, res) => { req.session.views += 1 … }) // Express answers HEAD with it",
    attack: 'None of its own: link checkers and previews are counted, and keep a sign-in alive.',
    vainFix: 'Refusing HEAD: it is part of HTTP, and probes use it.',
    fix: 'HEAD answers as GET does, and changes nothing.',
    references: ['RFC 9110 9.3.2', 'contract GET /'],
  },
  {
    id: 'visits.reading-counts',
    title: 'Reading the notes counts as a visit.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'if (request.routeOptions.config.signedIn &&',
        put: "if (request.visitor?.signIn && request.method === 'GET' && request.url === '/notes') await style.remember(request, undefined, { ...request.visitor, visits: request.visitor.visits + 1 })\n      if (request.routeOptions.config.signedIn &&",
      },
    ],
    caughtBy: 'visits.nothing-else-counts',
    message: /visits after other requests: expected 1, saw 2/,
    alsoRed: [
      'carry-over',
      'notes',
      'password',
      'login',
      'logout',
      'input',
      'limits',
      'cookies',
      'origin.safe-requests-change-nothing',
    ],
    code: 'app.use((req, res, next) => { req.session.views = (req.session.views ?? 0) + 1; next() })',
    attack:
      'None of its own: reads write, so every one of them goes to the store, and a page elsewhere can cause them.',
    vainFix: 'Leaving out images.',
    fix: 'What counts is in the route that counts.',
    references: ['contract GET /', 'contract rule 7', 'ASVS 3.5.3'],
  },
  {
    id: 'visits.page-always-first',
    title: 'The page greets everybody as new.',
    server: 'cookie-session',
    patches: [
      {
        file: HOME,
        find: 'homePage(service, state, message, isHeldBack(request))',
        put: 'homePage(service, state, welcome(1), false)',
      },
    ],
    caughtBy: 'visits.page-and-json-share-count',
    message: /the page: expected You visited this page 3 times, saw another text/,
    code: "const page = render('home', { message }) // once, at start",
    attack: 'None.',
    vainFix: 'A script that asks for the number.',
    fix: 'Page and JSON are made from one answer.',
    references: ['contract GET /'],
  },
  {
    id: 'visits.user-untold',
    title: 'The home page of a member says that nobody is signed in.',
    server: 'jwt',
    patches: [{ file: HOME, find: 'user: userOf(state)', put: 'user: null' }],
    caughtBy: 'visits.names-user',
    message: /user\.username of GET \/: expected "alice", saw null/,
    code: 'res.json({ message, visits, user: null }) // cached for strangers',
    attack: 'None of its own: on a shared machine nobody sees that somebody is still signed in.',
    vainFix: 'Showing it after the next click.',
    fix: 'Every page says who is signed in, and how to sign out.',
    references: ['contract GET /', 'ASVS 7.4.4'],
  },
]
