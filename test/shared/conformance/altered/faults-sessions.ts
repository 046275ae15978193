/** Faults in the sound servers of the other two styles. */
import type { FaultyServer } from './faulty-server.ts'

export const cookieSession: FaultyServer = {
  server: 'cookie-session',
  faults: [
    {
      line: ["'text/html; charset=UTF-8'", "'text/html; charset=ISO-8859-1'"],
      caughtBy: 'negotiation.pages-for-browsers',
      message: /charset/,
    },
    {
      line: ["<STYLE NONCE='$" + "{nonce}'>", '<STYLE>'],
      caughtBy: 'pages.keep-own-policy',
      message: /<style>/,
    },
    {
      line: ['$' + "{origin.origin}/login'", '$' + "{origin.origin}/log-in'"],
      caughtBy: 'pages.sign-in-form-works',
      message: /log-in/,
    },
    {
      line: ["FORMACTION='/notes/", "FORMMETHOD=get FORMACTION='/notes/"],
      caughtBy: 'pages.note-forms-work',
      message: /GET/,
    },
    {
      line: ["ACTION='/logout' METHOD='POST'", "ACTION='/logout'"],
      caughtBy: 'pages.sign-out-form-works',
      message: /GET \/logout/,
    },
    {
      line: ["c.header('x-frame-options', 'DENY')", "c.header('x-frame-options', 'SAMEORIGIN')"],
      caughtBy: 'pages.content-security-policy',
      message: /SAMEORIGIN/,
    },
    {
      line: ['|| account.isDisabled) return null', ') return null'],
      caughtBy: 'capabilities.notice-account-changes',
      message: /disabled/,
    },
    {
      line: ['; httponly$', '$'],
      caughtBy: 'cookies.attributes',
      message: /HttpOnly/,
    },
    {
      line: ['  end(before)\n', ''],
      caughtBy: 'renewal.old-credential-ends',
      message: /second sign-in/,
    },
  ],
}

export const showingCookie: FaultyServer = {
  server: 'server-session',
  faults: [
    {
      line: [
        '    id: signIn.id,\n    startedAt',
        '    id: cookieOf(request) ?? signIn.id,\n    startedAt',
      ],
      also: [
        'function sessions({ key, state }) {',
        'const cookieOf = ({ headers }) => /=([^;]*)/.exec(headers.cookie)?.[1]\n\nfunction sessions({ key, state, request }) {',
      ],
      caughtBy: 'sessions.id-is-no-credential',
      message: /the id in it/,
    },
  ],
}

export const tellingApart: FaultyServer = {
  server: 'server-session',
  faults: [
    {
      line: [
        "if (!found) throw new Problem('not-found', 'You have no sign-in of this id.')",
        "const isOthers = [...states.values()].some(({ signIn }) => signIn?.id === params.id)\n  if (!found) throw new Problem('not-found', isOthers ? 'Not yours.' : 'No such.')",
      ],
      caughtBy: 'sessions.delete-others-like-unknown',
      message: /detail/,
    },
  ],
}
