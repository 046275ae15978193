import { setTimeout as delay } from 'node:timers/promises'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { cookieHeader, heldCredential } from '../../help/cookies.ts'
import { carried } from '../../help/forgery.ts'
import { expectNotSignedIn, FIRST_VISIT, userIn, visit } from '../../help/steps.ts'

/** Tokens count whole seconds, so the end may come a second late (contract rule 6). */
const LATEST_MS = 1300
/** And a second early. */
const EARLIEST_MS = 1000
const ASKED_BEFORE_MS = 500
const QUICK_VISIT_MS = 300
const MAX_TRIES = 10

/**
 * The end counts from the server's clock: only where the visit is quick is it known well enough.
 * @returns the earliest times at which the server can have signed the visitor in, and counted the visit
 */
async function signInAndVisit(context: CaseContext) {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const signedInMs = performance.now()
    const visitor = await context.signedIn()
    const visitedMs = performance.now()
    await visit(context, visitor)
    if (performance.now() - visitedMs < QUICK_VISIT_MS) return { visitor, signedInMs, visitedMs }
  }
  return context.notJudged('a server that answers sooner')
}

export const expiryCases: readonly ConformanceCase[] = [
  {
    id: 'expiry.idle-ends-all',
    requirement: 'A sign-in that idles for its idle time has ended, and its whole state with it.',
    level: 'MUST',
    references: ['contract rule 6', 'ASVS 7.3.1'],
    needs: ['short-idle-time'],
    slow: true,
    run: async (context) => {
      const { expect } = context
      const parts = await carried(context, (visitor) => visit(context, visitor))
      await delay(context.about.lifetime.idleSeconds * 1000 + LATEST_MS)
      for (const part of parts) {
        // As it was, whether a browser would still have it or not.
        const when = `with ${part.name}, after the idle time`
        expect.problem(await part.ask(part.value), 401, 'not-signed-in', when)
        const home = await part.ask(part.value, 'GET', '/')
        expect.equal(home.member('message'), FIRST_VISIT, `message of ${home.name} ${when}`)
      }
    },
  },
  {
    id: 'expiry.not-before-the-idle-time',
    requirement: 'A sign-in lasts its idle time, and does not end long before it.',
    level: 'MUST',
    references: ['contract rule 6'],
    needs: ['short-idle-time'],
    slow: true,
    appliesTo: ({ lifetime: { idleSeconds, absoluteSeconds } }) => {
      if (idleSeconds < 2) return 'a second early, an idle time of one second ends at once (rule 6)'
      return absoluteSeconds >= idleSeconds || 'the absolute time ends it earlier'
    },
    run: async (context) => {
      const { idleSeconds, absoluteSeconds } = context.about.lifetime
      const { visitor, signedInMs, visitedMs } = await signInAndVisit(context)
      const idleEndMs = visitedMs + idleSeconds * 1000
      const endsMs = Math.min(idleEndMs, signedInMs + absoluteSeconds * 1000) - EARLIEST_MS
      await delay(endsMs - performance.now() - ASKED_BEFORE_MS)
      const me = await visitor.get('/me')
      if (performance.now() > endsMs) context.notJudged('a server that answers sooner')
      context.expect.status(me, 200, 'over a second before the idle time is over')
    },
  },
  {
    id: 'expiry.reads-do-not-help',
    requirement: 'Reading on does not keep an idle sign-in alive.',
    level: 'MUST',
    references: ['contract rule 6', 'ASVS 7.3.1'],
    needs: ['short-idle-time'],
    slow: true,
    run: async (context) => {
      const visitor = await context.signedIn()
      const end = performance.now() + context.about.lifetime.idleSeconds * 1000 + LATEST_MS
      while (performance.now() < end) {
        await visitor.get('/me')
        await delay(200)
      }
      await expectNotSignedIn(context, visitor, 'after the idle time, having read all along')
    },
  },
  {
    id: 'expiry.visits-keep-alive',
    requirement: 'A sign-in that is used lives on past its idle time.',
    level: 'MUST',
    references: ['contract rule 6'],
    needs: ['short-idle-time'],
    slow: true,
    appliesTo: ({ lifetime: { idleSeconds, absoluteSeconds } }) => {
      if (idleSeconds < 2) return 'a second early, an idle time of one second ends at once (rule 6)'
      return absoluteSeconds > idleSeconds + 2 || 'the absolute time ends it as early'
    },
    run: async (context) => {
      const { idleSeconds } = context.about.lifetime
      const visitor = await context.signedIn()
      const end = performance.now() + idleSeconds * 1000 + 1000
      while (performance.now() < end) {
        await visit(context, visitor)
        await delay(200)
      }
      context.expect.status(await visitor.get('/me'), 200, 'in use for longer than the idle time')
    },
  },
  {
    id: 'expiry.absolute-ends-in-use',
    requirement: 'A sign-in ends after the absolute time, however much it is used.',
    level: 'MUST',
    references: ['contract rule 6', 'ASVS 7.3.2'],
    needs: ['short-absolute-time'],
    slow: true,
    run: async (context) => {
      const visitor = await context.signedIn()
      const end = performance.now() + context.about.lifetime.absoluteSeconds * 1000 + LATEST_MS
      let lastSignedIn = visitor.copy()
      while (performance.now() < end) {
        if (userIn(await visitor.get('/')) !== null) lastSignedIn = visitor.copy()
        await delay(200)
      }
      await expectNotSignedIn(context, visitor, 'after the absolute time, in use all along')
      const header = cookieHeader(heldCredential(context, lastSignedIn))
      const me = await context.visitor().get('/me', { cookies: { header } })
      context.expect.status(me, 401, 'with the last credential, after the absolute time')
    },
  },
  {
    id: 'expiry.anonymous-idle',
    requirement: "An anonymous visitor's state lasts the idle time, and no longer.",
    level: 'MUST',
    references: ['contract rule 6'],
    needs: ['short-idle-time'],
    slow: true,
    run: async (context) => {
      const visitor = context.visitor()
      await visit(context, visitor)
      const header = cookieHeader(heldCredential(context, visitor))
      await delay(context.about.lifetime.idleSeconds * 1000 + LATEST_MS)
      const exchange = await context.visitor().get('/', { cookies: { header } })
      context.expect.equal(exchange.member('visits'), 1, 'visits after the idle time')
    },
  },
]
