import type { Fault } from '../../fault.ts'

const THROTTLE = 'shared/accounts/throttle.ts'
const SERVICE = 'shared/app/create-service.ts'
const BEFORE_PLACES = '      let finish = () => {}'

/** What is counted, how far, and for how long. */
export const throttleFaults: readonly Fault[] = [
  {
    id: 'throttle.none',
    safeguard: 'throttle',
    title: 'Nobody counts failed sign-ins.',
    server: 'jwt',
    patches: [
      { file: THROTTLE, find: BEFORE_PLACES, put: `      return check()\n${BEFORE_PLACES}` },
    ],
    caughtBy: 'throttle.account-and-address',
    message: /and still no 429/,
    alsoRed: ['races.guesses-at-once', 'headers.of-too-many-attempts'],
    attack:
      'A list of the thousand commonest passwords is through in a minute, a list of leaked pairs in an evening.',
    vainFix:
      'A slow hash: it makes a guess cost 25 ms, and forty guesses a second are enough for a list.',
    fix: 'Count failures for an account from one address, for an address, and for an account from everywhere.',
    references: ['ASVS 6.3.1', 'contract rule 8'],
  },
  {
    id: 'throttle.looked-at-before-counted',
    safeguard: 'place-before-check',
    title: 'A failure is counted once the password has been looked at.',
    server: 'server-session',
    // The gap is as long as a hash takes, so hashing has to cost what it costs.
    timing: true,
    patches: [
      {
        file: THROTTLE,
        find: BEFORE_PLACES,
        put: `      for (const { counter, key } of places) {
        const taken = await counter.get(key)
        if ((taken?.consumedPoints ?? 0) >= counter.points) throw tooManyAttempts(taken?.msBeforeNext ?? 0)
      }
      const isRight = await check()
      if (!isRight) for (const { counter, key } of places) await counter.consume(key).catch(() => {})
      return isRight
${BEFORE_PLACES}`,
      },
    ],
    caughtBy: 'races.guesses-at-once',
    message: /guesses looked at, of 20 at once/,
    code: 'if ((await limiter.get(key))?.consumedPoints >= 5) return res.sendStatus(429)\nconst right = await bcrypt.compare(password, hash)\nif (!right) await limiter.consume(key)',
    attack: 'A thousand guesses sent at once all find the count at zero, and all are looked at.',
    vainFix: 'A lock in the process: the next instance has one of its own.',
    fix: 'Take a place in the count first, in one atomic step, and give it back when the password was right.',
    references: ['ASVS 15.4.2', 'contract rule 8'],
  },
  {
    id: 'throttle.successes-count',
    title: 'Every sign-in counts, the right ones too.',
    server: 'cookie-session',
    patches: [
      {
        file: THROTTLE,
        find: 'if (right) await giveBack(places)',
        put: 'if (right) await giveBack(places.slice(1))',
      },
    ],
    caughtBy: 'throttle.successes-do-not-count',
    message: /sign-in number \d from one address.*saw status 429/,
    code: "app.use('/login', rateLimit({ windowMs: 15 * 60_000, limit: 5 })) // counts requests",
    attack:
      'None is needed: a family behind one router, or a script that signs in often, locks itself out.',
    vainFix: 'A higher limit: it is higher for the guesser too.',
    fix: 'Count failures only (`skipSuccessfulRequests`, or give the place back).',
    references: ['contract rule 8', 'ASVS 6.1.1'],
  },
  {
    id: 'throttle.success-clears-address',
    title: 'A right password sets every count back, that of the address too.',
    server: 'jwt',
    patches: [
      {
        file: THROTTLE,
        find: 'if (right) await giveBack(places)',
        put: 'if (right) for (const { counter, key } of places) await counter.delete(key)',
      },
    ],
    caughtBy: 'throttle.success-erases-nothing',
    message: /sign-ins in between.*still no 429/,
    code: 'if (right) await limiterByIP.delete(req.ip) // welcome back',
    attack:
      'After every four guesses at other accounts the guesser signs in with an own one, and the address is as good as new.',
    vainFix:
      'Clearing only the count of that account: right, where that of the address is left alone.',
    fix: 'A success gives back its own place, and no more.',
    references: ['ASVS 6.3.1', 'ASVS 2.4.1', 'contract rule 8'],
    exercise:
      'This login stops an address after 30 failures. You have an account of your own here. Make 60.',
  },
  {
    id: 'throttle.known-names-alone',
    title: 'Only names that exist are counted.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/signing-in.ts',
        find: '  let user: User | undefined\n',
        put: `  let user: User | undefined
  if ((await users.find(username)) === undefined) {
    await checkPassword(undefined, password)
    return undefined
  }
`,
      },
    ],
    caughtBy: 'throttle.account-and-address',
    message: /and still no 429/,
    alsoRed: ['races.guesses-at-once'],
    code: 'user.failedAttempts += 1\nawait user.save() // and whose row, where there is no user?',
    attack: 'Six guesses say whether a name exists: with one that does, the sixth is 429.',
    vainFix: 'Equal answers below the limit: the limit itself tells.',
    fix: 'Count by the name that was typed, before anyone looks it up.',
    references: ['ASVS 6.3.8', 'contract rule 8'],
  },
  {
    id: 'throttle.right-password-passes',
    title: 'Past the limit the right password is still let in.',
    server: 'cookie-session',
    patches: [
      {
        file: THROTTLE,
        find: 'if (inTheWay === undefined) throw tooManyAttempts(refusal.msBeforeNext)',
        put: `if (inTheWay === undefined) {
          if (await check()) return true
          throw tooManyAttempts(refusal.msBeforeNext)
        }`,
      },
    ],
    caughtBy: 'throttle.right-password-too',
    message: /with the right password: expected status 429, saw status 200/,
    code: 'const right = await check(username, password)\nif (right) return next()\nif (await tooMany(username)) return res.sendStatus(429)',
    attack: 'The guesser goes on guessing: 429 means "wrong", 200 means "found".',
    vainFix: 'Slowing the refusals down: they need not be waited for.',
    fix: 'Past the limit nothing is looked at. The owner is let in from another address.',
    references: ['ASVS 6.3.1', 'contract rule 8'],
  },
  {
    id: 'throttle.retry-after-milliseconds',
    title: 'Retry-After tells milliseconds.',
    server: 'jwt',
    patches: [
      { file: THROTTLE, find: 'Math.ceil(msBeforeNext / 1000)', put: 'Math.ceil(msBeforeNext)' },
    ],
    caughtBy: 'throttle.account-and-address',
    message: /Retry-After: expected 1 to 900 seconds/,
    code: "res.set('Retry-After', String(limit.msBeforeNext))",
    attack: 'None: whoever obeys it comes back in ten days.',
    vainFix: 'Leaving the header out: clients then ask again at once, all of them.',
    fix: 'Whole seconds, rounded up (or a date).',
    references: ['RFC 9110 10.2.3', 'contract rule 8'],
  },
  {
    id: 'throttle.limits-not-in-force',
    title: 'The limits that GET /about declares are not the ones in force.',
    server: 'jwt',
    patches: [
      {
        file: SERVICE,
        find: 'throttleIn(database, signInLimits)',
        put: 'throttleIn(database, { ...signInLimits, address: 1_000_000 })',
      },
    ],
    caughtBy: 'throttle.address',
    message: /expected 30, saw 32 and still no 429/,
    code: 'const LIMITS = { address: 30 } // in the documentation\nnew RateLimiterMemory({ points: Number(process.env.LIMIT ?? 1e6) })',
    attack:
      'One guess at each of a thousand accounts, with the password of the year: no account notices, and the address was to.',
    vainFix: 'Tightening the limit for an account: each account is asked once.',
    fix: 'One source for the numbers: what is declared is what is enforced.',
    references: ['ASVS 6.1.1', 'ASVS 2.4.1', 'contract rule 8'],
  },
  {
    id: 'throttle.crowd',
    title: 'An account can be guessed at without end, from enough addresses.',
    server: 'cookie-session',
    settings: { SIGN_IN_FAILURES_ACCOUNT: '110' },
    patches: [
      {
        file: SERVICE,
        find: 'throttleIn(database, signInLimits)',
        put: 'throttleIn(database, { ...signInLimits, account: 1_000_000 })',
      },
    ],
    caughtBy: 'throttle.crowd',
    message: /expected 110, saw 112 and still no 429/,
    code: 'const key = `${req.ip}:${username}` // and no other',
    attack:
      'A botnet of ten thousand addresses has a hundred thousand guesses at one account in every window.',
    vainFix:
      'Locking the account after five failures from anywhere: now any stranger locks its owner out.',
    fix: 'A third count, for the account from everywhere: too high for one address to reach, low for a crowd.',
    references: ['ASVS 6.3.1', 'contract rule 8'],
  },
  {
    id: 'throttle.asking-makes-it-longer',
    title: 'Whoever asks while being refused waits from then on.',
    server: 'jwt',
    settings: { SIGN_IN_WINDOW_SECONDS: '8' },
    patches: [
      {
        file: THROTTLE,
        find: 'if (inTheWay === undefined) throw tooManyAttempts(refusal.msBeforeNext)',
        put: `if (inTheWay === undefined) {
          await refusal.full.counter.block(refusal.full.key, limits.windowSeconds)
          throw tooManyAttempts(refusal.msBeforeNext)
        }`,
      },
    ],
    caughtBy: 'throttle.ends-with-window',
    message: /later: expected status 401, saw status 429/,
    code: 'user.lockedUntil = Date.now() + 15 * 60_000 // at every attempt, the refused ones too',
    attack:
      'One request every quarter of an hour keeps an owner out for good, from the address they share.',
    vainFix: 'A shorter lock: one request every minute then.',
    fix: 'A refusal is no failure: it counts nothing, and Retry-After stays true.',
    references: ['ASVS 6.1.1', 'contract rule 8'],
  },
]
