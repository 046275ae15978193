/** Credentials that are told beside Set-Cookie, where scripts read them. */
import type { Fault } from '../../fault.ts'

export const cookieBesideFaults: readonly Fault[] = [
  {
    id: 'cookies.token-in-the-body',
    title: 'The answer to a sign-in by cookie holds the token as well, "for the front end".',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/style.ts',
        find: 'reply.setCookie(name, token, attributes)',
        put: 'reply.setCookie(name, token, attributes)\n    return token',
      },
    ],
    caughtBy: 'cookies.told-by-set-cookie-alone',
    message: /part of a cookie|a token in/,
    alsoRed: ['login.gives-no-secret'],
    code: "res.cookie('token', token, { httpOnly: true, sameSite: 'lax' }).json({ token })",
    attack:
      'HttpOnly is for nothing: a script reads the token from the answer, or from localStorage where the front end puts it.',
    vainFix: 'A shorter life of the token: a script renews it.',
    fix: 'The cookie for browsers, the token for whoever asks for a token, never both.',
    references: ['ASVS 3.3.4', 'contract rule 3'],
  },
  {
    id: 'cookies.id-on-the-page',
    title: 'The page shows the session id, in a comment for support.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/home.ts',
        find: 'return sendPage(reply, homePage(service, state, message, isHeldBack(request)))',
        put: `const { sessionId } = request.session as { sessionId: string }
      const page = homePage(service, state, message, false)
      return sendPage(reply, \`\${page}<!-- session \${sessionId} -->\`)`,
      },
    ],
    caughtBy: 'cookies.told-by-set-cookie-alone',
    message: /what GET \/ tells beside Set-Cookie/,
    code: '<!-- session <%= req.sessionID %> -->',
    attack:
      'A saved page, a screenshot or a script on it holds the number that HttpOnly keeps from scripts.',
    vainFix:
      'Only the id without its signature: where ids are not signed, or the key is known, it is the credential.',
    fix: 'For support an id of its own, as in GET /sessions, that leads to no credential.',
    references: ['ASVS 3.3.4', 'contract rule 1'],
  },
]
