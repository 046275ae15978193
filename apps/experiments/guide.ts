/**
 * The decision guide: needs that readers have, each with the verdicts that meet it. Which columns do is not
 * said here, it follows from a run. A need without an experiment that shows it has no place in it.
 */
export interface Need {
  /** As a reader would say it. */
  readonly need: string
  /** Each must come to one of these verdicts. */
  readonly met: readonly (readonly [experiment: string, ...verdicts: string[]])[]
  /** What to think of, in a sentence or two. */
  readonly advice: string
}

export const NEEDS: readonly Need[] = [
  {
    need: 'Someone who signs out must be out, copies too.',
    met: [
      ['ending.replay-after-sign-out', 'out'],
      ['ending.copy-that-was-renewed', 'out'],
    ],
    advice:
      'Something has to be asked on each request. Whether it is called a session store or a denylist is the smaller question.',
  },
  {
    need: 'Signed out within a second or so is enough.',
    met: [['ending.time-until-sign-out-holds', 'at-once', 'within-access-time']],
    advice:
      'A short access time costs nothing between refreshes; choose how long a thief may stay.',
  },
  {
    need: 'A new password must throw a thief out.',
    met: [['ending.password-changed', 'at-once']],
    advice: 'People change it because they fear one.',
  },
  {
    need: 'A user must be able to sign out everywhere.',
    met: [['ending.everywhere', 'ended']],
    advice:
      'One time for each user, looked up with each request, does it without an index of sign-ins.',
  },
  {
    need: 'A ban, or a role that is taken away, must hold at once.',
    met: [
      ['ending.user-disabled', 'at-once'],
      ['ending.role-changed', 'at-once'],
    ],
    advice:
      'No style does that by itself: a session knows what was so at the sign-in. Look the account up.',
  },
  {
    need: 'Users must see their devices and end one of them.',
    met: [['ending.another-device', 'ended']],
    advice: 'It takes a record of sign-ins; then the state may as well be there.',
  },
  {
    need: 'Nobody may put an older state back, or have a thing twice.',
    met: [['integrity.rollback', 'stays-spent']],
    advice: 'What must not be had twice belongs on the server in any style, in a row of its own.',
  },
  {
    need: 'The signing secret alone must open nothing.',
    met: [['integrity.secret-leaked', 'nobody']],
    advice: 'A session id has to exist; a token only has to be signed.',
  },
  {
    need: 'What is in the state must not be readable on the way, or by the user.',
    met: [['privacy.who-can-read', 'opaque']],
    advice: 'An id tells nothing; a carried state has to be encrypted, at twice the bytes.',
  },
  {
    need: 'What a user deletes must be gone from copies too.',
    met: [['privacy.deleted-note-in-a-copy', 'gone']],
    advice: 'Encryption does not help: the server opens the old copy for whoever brings it.',
  },
  {
    need: 'More state than fits into a cookie.',
    met: [['growth.cookie-cliff', 'grows']],
    advice: 'A carried state ends at 4,096 bytes, and is paid for with each request before that.',
  },
  {
    need: 'Several instances, without sticky sessions.',
    met: [['instances.two-without-stickiness', 'all-know']],
    advice:
      'A shared store, or a carried state. Counts of failed sign-ins have to be shared all the same.',
  },
  {
    need: 'A restart or a deploy must sign nobody out.',
    met: [['instances.restart', 'stays']],
    advice: 'Anything but the memory store; and with a new secret, two steps.',
  },
  {
    need: 'No store that could be down.',
    met: [
      ['faults.store-down', 'goes-on'],
      ['instances.restart', 'stays'],
    ],
    advice: 'What needs nobody to be asked can not be told that a sign-in has ended.',
  },
  {
    need: 'Other services must know who it is, without a question to this one.',
    met: [
      ['reach.third-party-verifies', 'verifies'],
      ['reach.issuer-offline', 'knows'],
    ],
    advice: 'What tokens are for: a public key verifies and can not sign.',
  },
  {
    need: 'Programs without a cookie jar, and pages of other origins.',
    met: [
      ['reach.no-cookie-jar', 'bearer-works'],
      ['reach.another-origin', 'works'],
    ],
    advice: 'A bearer token for programs, a cookie for browsers; one server can offer both.',
  },
  {
    need: 'No script on the page may take the credential away.',
    met: [['reach.script-reads-it', 'not-readable']],
    advice: 'The same of jwt, where it is left in its cookie and no bearer token is asked for.',
  },
]
