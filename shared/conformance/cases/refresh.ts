import { setTimeout as delay } from 'node:timers/promises'
import { attribute } from '../../visitor/set-cookie.ts'
import { type ConformanceCase, claims } from '../case.ts'
import { heldCredential } from '../cookies.ts'
import { expectNotSignedIn, expectSignedIn } from '../steps.ts'

export const refreshCases: readonly ConformanceCase[] = [
  {
    id: 'refresh.makes-anew',
    requirement:
      'POST /refresh makes the short-lived credential anew, and the visitor stays signed in.',
    level: 'MUST',
    references: ['contract POST /refresh'],
    appliesTo: claims('refresh'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const before = JSON.stringify(heldCredential(context, visitor))
      // A token in whole seconds may come out the same within one.
      await delay(1100)
      context.expect.status(await visitor.post('/refresh'), [200, 204])
      const after = JSON.stringify(heldCredential(context, visitor))
      context.expect.that(after !== before, 'the credential', 'another one', 'the same')
      await expectSignedIn(context, visitor, 'with the fresh credential')
    },
  },
  {
    id: 'refresh.cookie-of-own-path',
    requirement: 'The long-lived credential is in a cookie whose path is that of its route.',
    level: 'MUST',
    references: ['contract POST /refresh', 'contract rule 1'],
    appliesTo: claims('refresh'),
    run: async (context) => {
      const exchange = await context.signIn(context.visitor())
      const paths = exchange.setCookies().map((cookie) => attribute(cookie, 'path'))
      context.expect.that(paths.includes('/refresh'), 'paths of the cookies', '/refresh', paths)
    },
  },
  {
    id: 'refresh.reuse-ends-sign-in',
    requirement: 'Using an old refresh credential again ends the sign-in.',
    level: 'MUST',
    references: ['contract POST /refresh', 'RFC 9700 4.14.2'],
    appliesTo: claims('refresh'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const thief = visitor.copy()
      context.given.status(await visitor.post('/refresh'), [200, 204])
      context.expect.status(await thief.post('/refresh'), 401, 'with the old one')
      context.expect.status(await visitor.post('/refresh'), 401, 'with the newest, afterwards')
      if (context.about.can.revoke) await expectNotSignedIn(context, visitor, 'after the reuse')
    },
  },
  {
    id: 'refresh.needs-refresh-credential',
    requirement: 'POST /refresh without a refresh credential answers 401.',
    level: 'MUST',
    references: ['contract POST /refresh'],
    appliesTo: claims('refresh'),
    run: async (context) => {
      context.expect.status(await context.visitor().post('/refresh'), 401)
    },
  },
]
