import type { ConformanceCase } from '../case.ts'
import { expectNoCookie } from '../cookies.ts'

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
    run: async (context) => context.notJudged("a way to stop and start the server's store"),
  },
]
