/** Signing out that ends too little, too much, or for the wrong ones. */
import type { Fault } from '../fault.ts'

const STYLE = 'apps/server-session/style.ts'
const SIGNING_IN = 'shared/app/signing-in.ts'
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
    exercise:
      'Copy the cookie, sign out, and ask who you are with the copy. Then say what "signed out" means here.',
  },
  {
    id: 'sign-out.store-alone',
    title: 'Signing out ends the session and leaves the cookie in the browser.',
    server: 'server-session',
    patches: [
      {
        file: STYLE,
        find: 'await request.session.destroy()\n      reply.clearCookie(cookieName, attributes)',
        put: 'await request.session.destroy()',
      },
    ],
    caughtBy: 'logout.clears-credential',
    message: /cookies of the server left in the browser: expected \[\], saw/,
    alsoRed: [
      'everywhere.ends-all-sign-ins',
      'sessions.delete-current-clears',
      'cookies.attributes-when-cleared',
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
    alsoRed: ['methods.no-override'],
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
    caughtBy: 'logout.clears-what-does-not-verify',
    message: /with a forged credential: expected status 204, saw status 401/,
    alsoRed: ['races.sign-outs-at-once'],
    code: 'const session = await store.get(sid)\nif (!session) return res.sendStatus(401)',
    attack: 'None: after the end of a session the way to a clean browser is closed.',
    vainFix: 'Asking for the password first.',
    fix: 'A credential that does not verify is absent, and signing out without one answers 204.',
    references: ['contract POST /logout', 'contract rule 5'],
  },
  {
    id: 'sign-out.last-token-alone',
    title: 'A list of revoked tokens holds the one that signed out, and not those before it.',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/style.ts',
        find: 'can: NOTHING_EXTRA,',
        put: 'can: { ...NOTHING_EXTRA, revoke: true },',
      },
      {
        file: 'apps/jwt/style.ts',
        find: 'forget: async (_request, reply) => void',
        put: 'forget: async (request, reply) => (presentedTokens(request, cookie.name).forEach((token) => denied.add(token)), request) && void',
      },
      {
        file: 'apps/jwt/style.ts',
        find: 'presentedTokens(request, cookie.name).map(verify).find(Boolean)',
        put: 'presentedTokens(request, cookie.name).filter((token) => !denied.has(token)).map(verify).find(Boolean)',
      },
      {
        file: 'apps/jwt/style.ts',
        find: 'const keys = context.tokenKeys()',
        put: 'const keys = context.tokenKeys()\n  const denied = new Set<string>()',
      },
    ],
    caughtBy: 'logout.kills-older-copies',
    message: /with a copy from before a visit and a change: expected status 401, saw status 200/,
    alsoRed: ['renewal', 'password', 'races'],
    code: "app.post('/logout', (req, res) => {\n  denylist.add(req.token.jti)",
    attack: 'Copies the token, waits for one more visit of the owner, and outlives every sign-out.',
    vainFix: 'Shorter tokens: each renewal makes one more that nobody denies.',
    fix: 'An id for the sign-in, the same in all its tokens; that one is denied.',
    references: ['contract Words: sign-in', 'contract Capabilities: revoke', 'ASVS 7.4.1'],
    exercise: 'This server says that it can revoke. Find the copy that survives the sign-out.',
  },
  {
    id: 'sign-out.ends-others-too',
    title: 'Signing out here ends the sign-ins of this user from the same address.',
    server: 'server-session',
    patches: [
      {
        file: LOGOUT,
        find: logged(FORGET_HERE),
        put: logged(`const { signIn } = request.visitor ?? {}
    for (const each of startedAt(request.ip)) {
      if (each.username !== signIn?.username) continue
      const ended = await service.signIns.end(each.id, each.username)
      if (ended?.handle) await style.forgetElsewhere?.(ended.handle)
    }
    ${FORGET_HERE}`),
      },
      {
        file: LOGOUT,
        find: 'import { audit, endAllSignIns,',
        put: 'import { audit, endAllSignIns, startedAt,',
      },
      {
        file: SIGNING_IN,
        find: 'const state = { ...carried, signIn, expiresAt: 0 }',
        put: 'const state = { ...carried, signIn, expiresAt: 0 }\n  startedAt(request.ip).push(signIn)',
      },
      {
        file: SIGNING_IN,
        find: '/** An event for the log:',
        put: 'const started = new Map()\nexport function startedAt(address) {\n  started.set(address, started.get(address) ?? [])\n  return started.get(address)\n}\n/** An event for the log:',
      },
    ],
    caughtBy: 'logout.ends-only-this-sign-in',
    message: /elsewhere, after sign-out here: expected status 200, saw status 401/,
    alsoRed: ['sessions.gone-after-sign-out'],
    code: 'await sessions.deleteMany({ user: req.session.user, ip: req.ip })',
    attack: 'Signs out again and again: everybody behind the same proxy is thrown out with them.',
    vainFix: 'Comparing the User-Agent as well.',
    fix: 'Sign-out ends one sign-in, by its id. To end the others there is a route of its own, which asks for the password.',
    references: ['contract POST /logout', 'contract Words: sign-in'],
  },
]
