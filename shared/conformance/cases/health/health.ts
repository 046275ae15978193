import { setTimeout as delay } from 'node:timers/promises'
import type { Exchange } from '../../../visitor/exchange.ts'
import type { Visitor } from '../../../visitor/visitor.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { visit } from '../../help/steps.ts'

/** The most that a refusal may take (rule 12), beyond what an answer takes that needs no store. */
const WITHIN_MS = 1000
/** Where a machine stands still for a moment, the next answer is in time; a server that waits is late each time. */
const ATTEMPTS = 3
const RECOVERY_MS = 30_000

async function failsClosed(context: CaseContext, visitor: Visitor): Promise<void> {
  const { expect } = context
  expect.problem(await visitor.get('/health/ready'), 503, 'store-unavailable')
  for (const path of ['/health/live', '/about']) {
    expect.status(await visitor.get(path), 200, 'which needs no store')
  }
  const requests = [
    () => visitor.get('/me'),
    () => visitor.get('/'),
    () => visitor.put('/notes/lost', { json: { text: 'x' } }),
    () => visitor.signOut(),
    () => context.visitor().signIn(context.firstUser),
  ]
  for (const send of requests) {
    const exchange = await quickest(context, send)
    expect.problem(exchange, 503, 'store-unavailable', 'without the store')
    expect.match(exchange.header('retry-after'), /^[1-9]\d*$/, `Retry-After of ${exchange.name}`)
    expectNoCookie(context, exchange)
  }
}

/** Sends a request until its answer is in time, and a few times at most. */
async function quickest(context: CaseContext, send: () => Promise<Exchange>): Promise<Exchange> {
  const tookMs: number[] = []
  for (;;) {
    const control = await context.visitor().get('/health/live')
    const exchange = await send()
    const limitMs = WITHIN_MS + control.milliseconds
    tookMs.push(Math.round(exchange.milliseconds))
    if (exchange.milliseconds < limitMs) return exchange
    context.expect.that(
      tookMs.length < ATTEMPTS,
      `time of ${exchange.name}`,
      `under ${WITHIN_MS} ms (and the ${Math.round(control.milliseconds)} ms of a request that needs no store)`,
      `${tookMs.join(', ')} ms`,
    )
  }
}

async function recovered(context: CaseContext): Promise<Exchange> {
  const deadline = performance.now() + RECOVERY_MS
  for (;;) {
    const exchange = await context.visitor().get('/health/ready')
    if (exchange.status === 200 || performance.now() > deadline) return exchange
    await delay(100)
  }
}

const PATHS = ['/health/live', '/health/ready']

export const healthCases: readonly ConformanceCase[] = [
  {
    id: 'health.live-and-ready',
    requirement: 'A server that works answers 200 to both health routes, and sets no cookie.',
    level: 'MUST',
    references: ['contract GET /health', 'contract rule 2'],
    run: async (context) => {
      for (const path of PATHS) {
        const exchange = await context.visitor().get(path)
        context.expect.status(exchange, 200)
        context.expect.match(exchange.mediaType, /json$/, `media type of ${exchange.name}`)
        expectNoCookie(context, exchange)
      }
    },
  },
  {
    id: 'health.answers-any-host',
    requirement: 'Health routes answer whatever the Host is, since probes know none.',
    level: 'MUST',
    references: ['contract rule 7'],
    run: async (context) => {
      for (const path of PATHS) {
        const exchange = await context.visitor().get(path, { headers: { Host: '10.9.8.7:1234' } })
        context.expect.status(exchange, 200, 'with an unknown Host')
      }
    },
  },
  {
    id: 'health.fails-closed-without-store',
    requirement:
      'Without its store the server answers 503 store-unavailable within a second, signs nobody in, loses nothing, and recovers by itself.',
    level: 'MUST',
    references: ['contract rule 12', 'ASVS 16.5.3'],
    needs: ['store-control'],
    appliesTo: ({ stateKeptBy }) => stateKeptBy === 'server' || 'the server keeps no state',
    alone: true,
    run: async (context) => {
      const { store } = context.target.brought
      if (store === undefined) return context.notJudged('--store')
      const visitor = await context.signedIn()
      await visit(context, visitor)
      const before = visitor.cookies()
      try {
        await store('stop')
        await failsClosed(context, visitor)
      } finally {
        await store('start')
      }
      const ready = await recovered(context)
      context.expect.status(ready, 200, `within ${RECOVERY_MS} ms of the store's return`)
      context.expect.equal(visitor.cookies(), before, 'cookies after the store was away')
      const me = await visitor.get('/me')
      context.expect.status(me, 200, 'after the store came back')
      context.expect.equal(me.member('visits'), 1, 'visits after the store came back')
    },
  },
]
