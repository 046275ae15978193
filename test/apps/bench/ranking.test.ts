import t from 'tap'
import { ranking } from '../../../apps/bench/figures/ranking.ts'
import {
  BASELINE,
  type BenchRecord,
  type Sample,
  type SubjectRecord,
} from '../../../apps/bench/figures/record.ts'
import { placeOf } from '../../../apps/bench/figures/tables.ts'
import { report } from '../../../apps/bench/report.ts'

function samples(perCoreSecond: number[]): Sample[] {
  return perCoreSecond.map((requests) => ({
    requests,
    seconds: 1,
    p50Ms: 1,
    p99Ms: 2,
    cpuMicros: 1e6 / requests,
  }))
}

function subject(id: string, me: Sample[], more: Partial<SubjectRecord> = {}): SubjectRecord {
  return { id, title: id, kind: 'peer', framework: 'fastify', samples: { me }, ...more }
}

function record(...subjects: SubjectRecord[]): BenchRecord {
  const where = {
    node: '20',
    cpu: 'a cpu',
    cores: 2,
    virtual: false,
    memoryGibibytes: 1,
    system: 'linux',
  }
  return {
    environment: { ...where, pinned: true, commit: 'abc', versions: {}, engines: [] },
    date: '2026-11-26T00:00:00.000Z',
    credentials: 10_000,
    rounds: 7,
    roundMs: 1000,
    subjects,
  }
}

const SLOWER_MACHINE = [1000, 500, 1000, 500, 1000, 500, 1000]
const half = (perSecond: number[]) => perSecond.map((each) => each / 2)

t.test(
  'a ratio is taken within its round, so that a machine that slows down changes nothing',
  async (t) => {
    const baseline = subject(BASELINE, samples(SLOWER_MACHINE))
    const [, row] = ranking(record(baseline, subject('a', samples(half(SLOWER_MACHINE)))), 'me')
    t.strictSame(row?.ratio, { median: 0.5, low: 0.5, high: 0.5 })
    t.equal(row?.perCoreSecond, 500, 'at the middle of its own speed')
  },
)

t.test('the fastest comes first, and what overlaps is undecided', async (t) => {
  const baseline = subject(BASELINE, samples(Array(7).fill(1000)))
  const a = subject('a', samples([400, 410, 420, 430, 440, 450, 460]))
  const b = subject('b', samples([440, 450, 460, 470, 480, 490, 500]))
  const c = subject('c', samples(Array(7).fill(100)))
  const rows = ranking(record(baseline, a, c, b), 'me')
  t.strictSame(
    rows.map((row) => [row.subject.id, placeOf(row)]),
    [
      [BASELINE, '1'],
      ['b', '2 to 3'],
      ['a', '2 to 3'],
      ['c', '4'],
    ],
  )
})

t.test('who fails the core profile is marked, and why', async (t) => {
  const baseline = subject(BASELINE, samples(Array(7).fill(1000)))
  const judgement = { fails: ['core.sign-out.ends'], weak: [], copiesLive: false }
  const text = report(record(baseline, subject('a', samples(Array(7).fill(900)), { judgement })))
  t.match(text, /^a +\* +0\.90/m)
  t.match(text, /\* a: not ranked, fails core\.sign-out\.ends/)
})

t.test('without the route with no auth there is nothing to compare to', async (t) => {
  t.throws(
    () => ranking(record(subject('a', samples([1]))), 'me'),
    /no-auth-fastify was not measured/,
  )
})
