import t from 'tap'
import type { BenchRecord } from '../../shared/bench/record.ts'
import { compared } from './losses.ts'

/** CPU time of the style for each round, where the route with no auth takes 10 us. */
function recordOf(...cpuMicros: number[]): BenchRecord {
  const samples = (micros: number[]) => ({
    me: micros.map((cpuMicros) => ({ requests: 1, seconds: 1, cpuMicros, p50Ms: 1, p99Ms: 1 })),
  })
  const subject = (id: string, kind: 'no-auth' | 'style', micros: number[]) => {
    return { ...{ id, title: id, kind, framework: 'fastify' }, samples: samples(micros) }
  }
  const subjects = [
    subject(
      'no-auth-fastify',
      'no-auth',
      cpuMicros.map(() => 10),
    ),
    subject('jwt', 'style', cpuMicros),
  ]
  return { subjects } as unknown as BenchRecord
}

const then = recordOf(20, 21, 20, 19, 20, 20)

t.test('as it was recorded', async (t) => {
  t.match(compared(recordOf(21, 20, 19, 20, 20, 20), then, 'me'), [
    { id: 'jwt', recorded: 2, now: 2, isLoss: false },
  ])
})

t.test('half as much again in every round is a loss', async (t) => {
  const [jwt] = compared(recordOf(30, 31, 30, 29, 30, 30), then, 'me')
  t.match(jwt, { now: 3, isLoss: true })
})

t.test('rounds that do not agree are none', async (t) => {
  t.match(compared(recordOf(40, 22, 40, 40, 40, 40), then, 'me'), [{ isLoss: false }])
})

t.test('a faster one is none', async (t) => {
  t.match(compared(recordOf(10, 10, 10, 10, 10, 10), then, 'me'), [{ now: 1, isLoss: false }])
})

t.test('who was not recorded can not be compared', async (t) => {
  const other = recordOf(20, 20)
  other.subjects[1] = { ...(other.subjects[1] as (typeof other.subjects)[number]), id: 'new' }
  t.throws(() => compared(other, then, 'me'), /new is not in the recorded run/)
})
