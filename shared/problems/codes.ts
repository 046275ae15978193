/**
 * Every error that a server answers, by its stable code (RFC 9457). This list makes the answers,
 * the page that an answer's `type` leads to, the OpenAPI and docs/errors.md.
 */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'The request is not understood',
    meaning:
      'A body, a name or an address has the wrong form. `detail` says what is wrong; nothing was changed.',
  },
  'weak-password': {
    status: 400,
    title: 'The new password is too weak',
    meaning:
      'The new password was refused. `reason` is `too-short` (under 8 characters), `too-long` (over 256), `common` (on the list of common passwords) or `name` (the user name, or that repeated).',
  },
  'invalid-credentials': {
    status: 401,
    title: 'Name or password is wrong',
    meaning:
      'Sign-in failed. An unknown name, a wrong password and a disabled user get this same answer (ASVS 6.3.8).',
  },
  'not-signed-in': {
    status: 401,
    title: 'Nobody is signed in',
    meaning: 'The request brought no live credential of someone who is signed in.',
  },
  'cross-origin': {
    status: 403,
    title: 'The request comes from another site',
    meaning: "Only the site's own pages may change state (contract, rule 7).",
  },
  'wrong-password': {
    status: 403,
    title: 'The current password is wrong',
    meaning: 'The change asks for the current password, and another was given.',
  },
  'not-found': {
    status: 404,
    title: 'Nothing is here',
    meaning: 'No such address, or no such sign-in of yours.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Not with this method',
    meaning: 'The address exists; `Allow` names the methods that it takes.',
  },
  'not-acceptable': {
    status: 406,
    title: 'No form of the answer is accepted',
    meaning: 'The request accepts neither JSON nor HTML.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    meaning: 'A request must be complete within 15 seconds.',
  },
  'state-too-large': {
    status: 413,
    title: 'The state would not fit',
    meaning:
      'With this note the state would take `wouldNeedBytes`, more than the `limitBytes` that the style can keep. Nothing was changed.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'A body may have 1 MiB at most.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The address is too long',
    meaning: 'An address may have 8,000 characters at most.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Not in this format',
    meaning: 'Bodies are `application/json` or `application/x-www-form-urlencoded`.',
  },
  'misdirected-request': {
    status: 421,
    title: 'This server is not that host',
    meaning:
      '`Host` names a host that this server does not answer for. Its setting `PUBLIC_ORIGIN` decides; where that is not set, `localhost`, `127.0.0.1` and `[::1]` are its names.',
  },
  'too-many-attempts': {
    status: 429,
    title: 'Too many failed attempts',
    meaning:
      'Signing in has failed too often for this account or from this address. `Retry-After` says in how many seconds to try again.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    meaning: 'All headers of a request together may have 16 KiB.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong here',
    meaning: 'A fault of the server. It is in the log; the answer tells nothing of it.',
  },
  'style-cannot': {
    status: 501,
    title: 'This style cannot do that',
    meaning:
      'The route needs what this way of remembering does not have; `detail` says why. `can` in `/about` tells beforehand.',
  },
  busy: {
    status: 503,
    title: 'Too many sign-ins at once',
    meaning:
      'More passwords wait to be checked than the server can check soon. Try again after `Retry-After`.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The store does not answer',
    meaning:
      'What keeps the state or the accounts cannot be reached or is full. Nothing was changed; try again after `Retry-After`.',
  },
} as const satisfies Record<string, { status: number; title: string; meaning: string }>

export type ProblemCode = keyof typeof PROBLEMS
