import type { ConformanceCase } from '../../case.ts'
import { record } from '../../help/about.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { visit } from '../../help/steps.ts'

/** RFC 3339 5.6 in UTC, which is what ISO 8601 comes down to here. */
const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/

export const meCases: readonly ConformanceCase[] = [
  {
    id: 'me.needs-sign-in',
    requirement: 'GET /me answers 401 not-signed-in to whoever is not, known visitor or not.',
    level: 'MUST',
    references: ['contract GET /me'],
    run: async (context) => {
      const visitor = context.visitor()
      context.expect.problem(await visitor.get('/me'), 401, 'not-signed-in', 'for a stranger')
      await visit(context, visitor)
      context.expect.problem(await visitor.get('/me'), 401, 'not-signed-in', 'after a visit')
    },
  },
  {
    id: 'me.tells-user-visits-times',
    requirement: 'GET /me tells user, visits, signedInAt and expiresAt, the times in UTC.',
    level: 'MUST',
    references: ['contract GET /me'],
    run: async (context) => {
      const { expect } = context
      const visitor = await context.signedIn()
      await visit(context, visitor)
      const me = await visitor.get('/me')
      expect.status(me, 200)
      const user = record(me.member('user'))
      expect.equal(user?.username, context.firstUser.username, 'user.username')
      expect.equal(typeof user?.role, 'string', 'type of user.role')
      expect.equal(me.member('visits'), 1, 'visits')
      expect.match(me.member('signedInAt'), UTC_TIME, 'signedInAt')
      expect.match(me.member('expiresAt'), UTC_TIME, 'expiresAt')
    },
  },
  {
    id: 'me.expires-as-declared',
    requirement:
      'Right after sign-in, expiresAt is the idle or the absolute time away, whichever is less.',
    level: 'MUST',
    references: ['contract rule 6', 'contract GET /me', 'ASVS 7.3.1', 'ASVS 7.3.2'],
    run: async (context) => {
      const visitor = context.visitor()
      const sentMs = performance.now()
      await context.signIn(visitor)
      const tookSeconds = (performance.now() - sentMs) / 1000
      const me = await visitor.get('/me')
      const [signedInAt, expiresAt] = [me.member('signedInAt'), me.member('expiresAt')]
      const seconds = (Date.parse(String(expiresAt)) - Date.parse(String(signedInAt))) / 1000
      const { idleSeconds, absoluteSeconds } = context.about.lifetime
      const declared = Math.min(idleSeconds, absoluteSeconds)
      // Whole seconds may round either end, and the sign-in itself takes its time.
      const near = Math.abs(seconds - declared) <= 2 + tookSeconds
      context.expect.that(near, 'expiresAt - signedInAt', `${declared} s`, `${seconds} s`)
    },
  },
  {
    id: 'me.changes-nothing',
    requirement: 'GET /me sets no cookie and answers the same again.',
    level: 'MUST',
    references: ['contract GET /me', 'contract rule 2', 'contract rule 6'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await visit(context, visitor)
      const first = await visitor.get('/me')
      const second = await visitor.get('/me')
      expectNoCookie(context, first)
      expectNoCookie(context, second)
      for (const name of ['user', 'visits', 'signedInAt', 'expiresAt']) {
        context.expect.equal(second.member(name), first.member(name), `${name} when asked again`)
      }
    },
  },
]
