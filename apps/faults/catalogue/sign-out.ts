/** Signing out that ends too little, too much, or for the wrong ones. */
import type { Fault } from '../fault.ts'

const STYLE = 'apps/server-session/style.ts'
const LOGOUT = 'shared/app/routes/logout.ts'
const FORGET_HERE = 'await forgetHere(style, request, reply)'
/** At POST /logout, where the next line logs it. */
const logged = (forget: string) => `${forget}\n    audit(request, 'signed out',`

export const signOutFaults: readonly Fault[] = [
  {
    id: 'sign-out.cookie-alone',
    title: 'Signing out clears the cookie, and the session on the server lives on.',
    server: 'server-session',
    patches: [{ file: STYLE, find: 'await request.session.destroy()', put: '' }],
    caughtBy: 'logout.kills-copies',
    message: /with the copy, after sign-out: expected status 401, saw status 200/,
    alsoRed: ['everywhere.ends-all-sign-ins', 'sessions.gone-after-sign-out', 'races'],
    code: "app.post('/logout', (req, res) => res.clearCookie('sid').redirect('/'))",
    attack: 'Goes on with the copied cookie: the owner has signed out, and sees that they are.',
    vainFix: "A cookie of a minute's life: the browser forgets it, the server takes it for hours.",
    fix: 'The state is destroyed first, then the cookie is cleared.',
    references: ['ASVS 7.4.1', 'contract POST /logout'],
  },
  {
    id: 'sign-out.store-alone',
    title: 'Signing out ends the session and leaves the cookie in the browser.',
    server: 'server-session',
    patches: [
      {
        file: STYLE,
        find: 'await request.session.destroy()\n      reply.clearCookie(name, attributes)',
        put: 'await request.session.destroy()',
      },
    ],
    caughtBy: 'logout.clears-credential',
    message: /cookies of the server left in the browser: expected \[\], saw/,
    alsoRed: [
      'everywhere.ends-all-sign-ins',
      'sessions.delete-current-clears',
      'cookies.attributes-when-cleared',
      'cookies.attributes-when-ended',
    ],
    code: "req.session.destroy(() => res.redirect('/'))",
    attack:
      'Finds the id in the browser of a shared machine; where the store brings a lost session back, it counts again.',
    vainFix: 'Relying on the id being dead: it is, until a backup is put back.',
    fix: 'Both: destroy, and clear with the attributes that the cookie was set with.',
    references: ['ASVS 14.3.1', 'contract POST /logout', 'contract rule 1'],
  },
  {
    id: 'sign-out.user-alone',
    title: 'Signing out takes the user out of the session, and leaves the rest in it.',
    server: 'server-session',
    patches: [
      {
        file: LOGOUT,
        find: logged(FORGET_HERE),
        put: logged(
          'if (request.visitor) await style.remember(request, reply, { ...request.visitor, signIn: undefined })\n    if (request.visitor?.signIn) await service.signIns.end(request.visitor.signIn.id, request.visitor.signIn.username)',
        ),
      },
    ],
    caughtBy: 'logout.forgets-state',
    message: /message after sign-out: expected "Welcome/,
    alsoRed: ['cookies.attributes-when-cleared'],
    code: 'delete req.session.user\nres.redirect("/")',
    attack: 'Sits down after somebody who signed out, and finds the cart, the search, the draft.',
    vainFix: 'Deleting those members too: the next one will be forgotten.',
    fix: 'The whole state ends; the visitor is a new one.',
    references: ['contract POST /logout', 'ASVS 7.4.1'],
  },
  {
    id: 'sign-out.not-for-strangers',
    title: 'Only who is signed in can sign out; everybody else gets 401.',
    server: 'jwt',
    patches: [
      {
        file: LOGOUT,
        find: "app.post('/logout', { schema: here },",
        put: "app.post('/logout', { schema: here, config: { signedIn: true } },",
      },
    ],
    caughtBy: 'logout.for-anyone',
    message: /POST \/logout for a stranger: expected status 204, saw status 401/,
    alsoRed: ['races.sign-outs-at-once'],
    code: "app.post('/logout', requireUser, (req, res) => …)",
    attack:
      'None: whose sign-in has just run out cannot get rid of the cookie, and sees an error instead.',
    vainFix: 'Hiding the button from strangers: the sign-in ends while the page is open.',
    fix: 'Signing out always works, and clears what there is.',
    references: ['contract POST /logout', 'ASVS 7.4.4'],
  },
  {
    id: 'sign-out.anonymous-kept',
    title: 'Signing out does nothing for a visitor who is not signed in.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGOUT,
        find: logged(FORGET_HERE),
        put: logged('if (request.visitor?.signIn) await style.forget(request, reply)'),
      },
    ],
    caughtBy: 'logout.forgets-anonymous',
    message: /cookies of the server left in the browser/,
    code: 'if (!req.session.user) return res.sendStatus(204)',
    attack: 'Reads on a shared machine what was looked at before there was a sign-in.',
    vainFix: 'A short idle time.',
    fix: 'What is cleared is the credential, whoever it is of.',
    references: ['contract POST /logout'],
  },
  {
    id: 'sign-out.by-get',
    title: 'A link signs out: GET /logout.',
    server: 'server-session',
    patches: [
      {
        file: LOGOUT,
        find: '  const everywhere = {',
        put: "  app.get('/logout', async (request, reply) => {\n    await style.forget(request, reply)\n    return done(request, reply)\n  })\n\n  const everywhere = {",
      },
    ],
    caughtBy: 'logout.never-by-get',
    message: /cookies set by GET \/logout|after GET \/logout/,
    alsoRed: [
      'methods.no-override',
      'origin.safe-requests-change-nothing',
      'methods.get-changes-nothing',
    ],
    code: "app.get('/logout', (req, res) => req.session.destroy(() => res.redirect('/')))",
    attack:
      'Puts <img src="https://site.example/logout"> into a page, or lets a browser that fetches ahead do it.',
    vainFix: 'SameSite=Lax: it goes along when a link leads there, as links do.',
    fix: 'POST, from the own pages alone.',
    references: ['ASVS 3.5.3', 'contract rule 7', 'RFC 9110 9.2.1'],
  },
  {
    id: 'sign-out.json-alone',
    title: 'Signing out takes JSON, and refuses the form of a page.',
    server: 'jwt',
    patches: [
      {
        file: LOGOUT,
        find: "app.post('/logout', { schema: here }, async (request, reply) => {",
        put: "app.post('/logout', { schema: here }, async (request, reply) => {\n    if (request.headers['content-type']?.startsWith('application/x-www')) return reply.code(415).send()",
      },
    ],
    caughtBy: 'logout.takes-empty-form',
    message: /with an empty form: expected status 204, saw status 415/,
    alsoRed: ['pages.sign-out-form-works', 'redirects.home-after-change'],
    code: "app.post('/logout', express.json({ strict: true }), …)",
    attack: 'None: where scripts are blocked the button does nothing, and people stay signed in.',
    vainFix: 'A script that turns the form into JSON.',
    fix: 'Every POST route takes both.',
    references: ['contract Words', 'contract POST /logout'],
  },
  {
    id: 'sign-out.bad-credential-refused',
    title: 'Whoever brings a credential that does not verify cannot sign out.',
    server: 'server-session',
    patches: [
      {
        file: LOGOUT,
        find: logged(FORGET_HERE),
        put: logged(
          `if (request.headers.cookie?.includes(style.cookies[0]) && !request.visitor) throw new Problem('not-signed-in', 'Sign in first.')\n    ${FORGET_HERE}`,
        ),
      },
      {
        file: LOGOUT,
        find: "import type { App } from '../app-types.ts'",
        put: "import { Problem } from '../../problems/problem.ts'\nimport type { App } from '../app-types.ts'",
      },
    ],
    caughtBy: 'logout.answers-unverified-credential',
    message: /with a forged credential: expected status 204, saw status 401/,
    alsoRed: ['races.sign-outs-at-once'],
    code: 'const session = await store.get(sid)\nif (!session) return res.sendStatus(401)',
    attack: 'None: after the end of a session the way to a clean browser is closed.',
    vainFix: 'Asking for the password first.',
    fix: 'A credential that does not verify is absent, and signing out without one answers 204.',
    references: ['contract POST /logout', 'contract rule 5'],
  },
]
