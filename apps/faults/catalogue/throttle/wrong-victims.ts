import type { Fault } from '../../fault.ts'

const THROTTLE = 'shared/accounts/throttle.ts'
const SIGNING_IN = 'shared/app/signing-in.ts'

/** Counts that hit the wrong ones. */
export const throttleVictimsFaults: readonly Fault[] = [
  {
    id: 'throttle.account-from-everywhere',
    title: 'Five failures from anywhere lock the account for everyone.',
    server: 'server-session',
    patches: [{ file: THROTTLE, find: '`${account} ${network}`', put: 'account' }],
    caughtBy: 'throttle.owner-not-locked-out',
    message: /from another address: expected status 401, saw status 429/,
    alsoRed: ['races.sign-ins-overlap'],
    code: 'if ((await failures.get(username)) >= 5) return res.sendStatus(429)',
    attack:
      'Five requests every quarter of an hour keep anyone out whose name is known: a rival, an administrator.',
    vainFix: 'A mail with a link to unlock: the sixth request locks again.',
    fix: 'Count for an account from one address; from everywhere only at a height that one address cannot reach.',
    references: ['ASVS 6.1.1', 'contract rule 8'],
  },
  {
    id: 'throttle.row-locked',
    title: 'After five failures in a row the account is locked, wherever they came from.',
    server: 'cookie-session',
    patches: [
      {
        file: SIGNING_IN,
        find: 'export async function verifiedUser(',
        put: 'const failedInARow = new Map<string, number>()\nexport async function verifiedUser(',
      },
      {
        file: SIGNING_IN,
        find: 'return right ? user : undefined',
        put: `if (user === undefined) return undefined
  const failed = failedInARow.get(username) ?? 0
  if (failed >= 5) {
    throw new Problem('too-many-attempts', 'This account is locked.', { headers: { 'retry-after': '900' } })
  }
  failedInARow.set(username, right ? 0 : failed + 1)
  return right ? user : undefined`,
      },
    ],
    caughtBy: 'throttle.owner-not-locked-out',
    message: /as the owner, from another address: expected status 200, saw status 429/,
    code: 'if (right) user.failedAttempts = 0\nelse if (++user.failedAttempts >= 5) user.lockedUntil = inMinutes(15)',
    attack: 'As above; and since only a user who exists has a row, the lock also tells who does.',
    vainFix: 'An administrator who unlocks: until they are locked out too.',
    fix: 'Failures are counted by who sent them, not in the row of whom they were sent for.',
    references: ['ASVS 6.1.1', 'ASVS 6.3.8', 'contract rule 8'],
  },
  {
    id: 'throttle.address-alone',
    title: 'Five failures lock everyone out who shares the address.',
    server: 'jwt',
    patches: [{ file: THROTTLE, find: '`${account} ${network}`', put: 'network' }],
    caughtBy: 'throttle.neighbours-not-locked-out',
    message: /as another user, from the same address: expected status 200, saw status 429/,
    code: 'rateLimit({ limit: 5, keyGenerator: (req) => req.ip, skipSuccessfulRequests: true })',
    attack:
      'One pupil with a wrong password signs out the school; and a guesser with many addresses is not slowed at all.',
    vainFix: 'A higher limit: it is then too high for one account.',
    fix: 'Tight for the account from that address, looser for the address.',
    references: ['ASVS 6.1.1', 'contract rule 8'],
  },
  {
    id: 'throttle.misshapen-counts',
    title: 'Requests that are no attempt count as failures.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/app/routes/login.ts',
        find: "app.post('/login', { schema }, async",
        put: `const onResponse = async (request: FastifyRequest, reply: { statusCode: number }) => {
    const { username } = (request.body ?? {}) as { username?: unknown }
    if (reply.statusCode !== 400 || typeof username !== 'string') return
    await service.throttle.attempt(username, request.ip, async () => false).catch(() => {})
  }
  app.post('/login', { schema, onResponse }, async`,
      },
    ],
    caughtBy: 'throttle.misshapen-does-not-count',
    message: /requests without a password: expected status 200, saw status 429/,
    code: 'rateLimit({ limit: 5, skipSuccessfulRequests: true }) // successful: below 400',
    attack:
      'None is needed: a client with a bug in it locks its user out before a password was ever sent.',
    vainFix: 'Telling the client to mend its bug, which cannot sign in to learn of it.',
    fix: 'Count what was looked at and found wrong.',
    references: ['contract rule 8', 'contract rule 9'],
  },
]
