/** What puts the end of a sign-in off, and what begins it. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Visitor } from '../../../visitor/visitor.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'

/** Long enough for times in whole seconds to move on. */
const OVER_A_SECOND_MS = 1100

async function expiresAt(context: CaseContext, visitor: Visitor): Promise<number> {
  const me = await visitor.get('/me')
  context.given.status(me, 200)
  return Date.parse(String(me.member('expiresAt')))
}

/** Whether the idle time decides about the end, and not the absolute one. */
function idleDecides({ lifetime }: CaseContext['about']): true | string {
  return (
    lifetime.idleSeconds + 2 < lifetime.absoluteSeconds ||
    'the absolute time ends before the idle time could be renewed'
  )
}

export const renewalTimesCases: readonly ConformanceCase[] = [
  {
    id: 'renewal.visit-and-change-renew',
    requirement: 'GET / and every change of state put the idle end off, and keep signedInAt.',
    level: 'MUST',
    references: ['contract rule 6', 'ASVS 7.3.1'],
    appliesTo: idleDecides,
    needs: ['long-times'],
    slow: true,
    run: async (context) => {
      const visitor = await context.signedIn()
      const signedInAt = (await visitor.get('/me')).member('signedInAt')
      const steps = [
        () => visitor.get('/'),
        () => visitor.put('/notes/renews', { json: { text: 'x' } }),
        () => visitor.delete('/notes/renews'),
      ]
      for (const step of steps) {
        const before = await expiresAt(context, visitor)
        await delay(OVER_A_SECOND_MS)
        const exchange = await step()
        context.given.status(exchange, [200, 204])
        const movedMs = (await expiresAt(context, visitor)) - before
        context.expect.that(
          movedMs >= 1000,
          `expiresAt after ${exchange.name}, over a second later`,
          'at least a second later',
          `moved by ${movedMs} ms`,
        )
      }
      const kept = (await visitor.get('/me')).member('signedInAt')
      context.expect.equal(kept, signedInAt, 'signedInAt')
    },
  },
  {
    id: 'renewal.reads-and-errors-renew-nothing',
    requirement: 'Other reads, and answers of 400 or above, do not put the idle end off.',
    level: 'MUST',
    references: ['contract rule 6', 'contract GET /me'],
    appliesTo: idleDecides,
    needs: ['long-times'],
    slow: true,
    run: async (context) => {
      const visitor = await context.signedIn()
      const before = await expiresAt(context, visitor)
      await delay(OVER_A_SECOND_MS)
      await visitor.get('/notes')
      await visitor.request('HEAD', '/')
      await visitor.get('/about')
      context.given.status(await visitor.get('/', { accept: 'image/png' }), 406)
      context.given.status(await visitor.put('/notes/x', { json: { text: 7 } }), 400)
      const movedMs = (await expiresAt(context, visitor)) - before
      context.expect.equal(movedMs, 0, 'milliseconds that expiresAt moved by')
    },
  },
  {
    id: 'renewal.new-sign-in-new-start',
    requirement: 'Signing in again begins a new sign-in, with its own signedInAt.',
    level: 'MUST',
    references: ['contract Words: sign-in', 'contract GET /me'],
    needs: ['long-times'],
    slow: true,
    run: async (context) => {
      const visitor = await context.signedIn()
      const first = Date.parse(String((await visitor.get('/me')).member('signedInAt')))
      await delay(OVER_A_SECOND_MS)
      await context.signIn(visitor)
      const second = Date.parse(String((await visitor.get('/me')).member('signedInAt')))
      const laterMs = second - first
      context.expect.that(laterMs >= 1000, 'signedInAt', 'later than before', `${laterMs} ms later`)
    },
  },
]
