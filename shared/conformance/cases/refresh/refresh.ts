import { setTimeout as delay } from 'node:timers/promises'
import { alteredParts } from '../../../visitor/credential.ts'
import { attribute } from '../../../visitor/set-cookie.ts'
import type { Visitor } from '../../../visitor/visitor.ts'
import { type ConformanceCase, claims } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { cookieHeader, heldCredential, type Pair } from '../../help/cookies.ts'
import { expectNotSignedIn, expectSignedIn } from '../../help/steps.ts'

const DONE = [200, 204]

/** What a browser sends to `/refresh` and nowhere else. */
function refreshCookies(context: CaseContext, visitor: Visitor): Pair[] {
  const elsewhere = new Set(visitor.cookies('/').map(({ name }) => name))
  return visitor.cookies('/refresh').filter(({ name }) => {
    return context.about.cookies.includes(name) && !elsewhere.has(name)
  })
}

/** The one refresh credential, which must be there for the case to go on. */
function refreshCookie(context: CaseContext, visitor: Visitor): Pair {
  const found = refreshCookies(context, visitor)
  context.given.equal(found.length, 1, 'cookies that GET /about names and /refresh alone gets')
  return found[0] as Pair
}

function refreshWith(context: CaseContext, ...pairs: Pair[]) {
  return context.visitor().post('/refresh', { cookies: { header: cookieHeader(pairs) } })
}

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
      context.expect.status(await visitor.post('/refresh'), DONE)
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
      context.given.status(await visitor.post('/refresh'), DONE)
      context.expect.status(await thief.post('/refresh'), 401, 'with the old one')
      context.expect.status(await visitor.post('/refresh'), 401, 'with the newest, afterwards')
      if (context.about.can.revoke) await expectNotSignedIn(context, visitor, 'after the reuse')
    },
  },
  {
    id: 'refresh.needs-refresh-credential',
    requirement: 'POST /refresh answers 401 to whoever brings no good refresh credential.',
    level: 'MUST',
    references: ['contract POST /refresh', 'contract rule 5'],
    appliesTo: claims('refresh'),
    run: async (context) => {
      const { expect } = context
      expect.problem(
        await context.visitor().post('/refresh'),
        401,
        'not-signed-in',
        'as a stranger',
      )
      const pair = refreshCookie(context, await context.signedIn())
      for (const { how, value } of alteredParts(pair.value)) {
        const exchange = await refreshWith(context, { ...pair, value })
        expect.problem(exchange, 401, 'not-signed-in', `with the refresh cookie, ${how}`)
      }
      expect.status(await refreshWith(context, pair), DONE, 'with it untouched')
    },
  },
  {
    id: 'refresh.each-for-its-purpose',
    requirement: 'The credential refreshes nothing, and the refresh credential signs nobody in.',
    level: 'MUST',
    references: ['contract POST /refresh', 'contract rule 5', 'ASVS 9.2.2', 'RFC 8725 3.12'],
    appliesTo: claims('refresh'),
    run: async (context) => {
      const { expect } = context
      const visitor = await context.signedIn()
      const pair = refreshCookie(context, visitor)
      const held = heldCredential(context, visitor)
      expect.status(await refreshWith(context, ...held), 401, 'with the credential alone')
      for (const { name, value } of held) {
        const exchanged = await refreshWith(context, { ...pair, value })
        expect.status(exchanged, 401, `with the value of ${name} as refresh cookie`)
        const cookies = { header: cookieHeader([{ name, value: pair.value }]) }
        const me = await context.visitor().get('/me', { cookies })
        expect.status(me, 401, `with the refresh credential as ${name}`)
      }
      const me = await context.visitor().get('/me', { bearer: pair.value })
      expect.status(me, 401, 'with the refresh credential as token')
    },
  },
  {
    id: 'refresh.ends-with-sign-out',
    requirement: 'Sign-out takes the refresh credential out of the browser too.',
    level: 'MUST',
    references: ['contract POST /logout', 'contract Capabilities: revoke', 'ASVS 7.4.1'],
    appliesTo: claims('refresh'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const pair = refreshCookie(context, visitor)
      context.given.status(await visitor.signOut(), 204)
      const left = refreshCookies(context, visitor).map(({ name }) => name)
      context.expect.equal(left, [], 'refresh cookies left in the browser')
      if (!context.about.can.revoke) return
      context.expect.status(await refreshWith(context, pair), 401, 'with a copy, after sign-out')
    },
  },
]
