import t from 'tap'
import { timeRatios } from '../../../apps/bench/against.ts'
import type { BenchRecord } from '../../../apps/bench/figures/record.ts'
import { STYLES } from '../../../shared/styles.ts'

/** CPU time of each round, in this tree and at the other commit. */
function recordOf(now: number[], before: number[]): Pick<BenchRecord, 'subjects'> {
  const subject = (id: string, times: number[]) => {
    const samples = times.map((cpuMicros) => ({ cpuMicros }))
    return { id, samples: { me: samples, visit: samples } }
  }
  const subjects = STYLES.flatMap((style) => [
    subject(style, now),
    subject(`${style} at the other commit`, before),
  ])
  return { subjects } as unknown as BenchRecord
}

t.test('a machine that slows down in between is no loss', async (t) => {
  const rows = timeRatios(recordOf([10, 20, 40, 10, 20, 40], [10, 20, 40, 10, 20, 40]))
  t.equal(rows.length, 2 * STYLES.length)
  t.match(rows, Array(rows.length).fill({ ratio: { median: 1, low: 1, high: 1 }, isLoss: false }))
})

t.test('half as much again in every round is a loss; in most rounds it is not', async (t) => {
  const before = Array(6).fill(20)
  t.match(timeRatios(recordOf([30, 31, 30, 29, 30, 30], before))[0], { isLoss: true })
  t.match(timeRatios(recordOf([30, 22, 30, 30, 30, 30], before))[0], { isLoss: false })
  t.match(timeRatios(recordOf(Array(6).fill(10), before))[0], { isLoss: false })
})
