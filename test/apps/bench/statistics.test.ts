import t from 'tap'
import { medianInterval, overlap } from '../../../apps/bench/figures/statistics.ts'

const counted = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

t.test('the interval holds the true median 95 times of 100, whatever the spread', async (t) => {
  t.strictSame(medianInterval(counted(5)), { median: 3, low: 1, high: 5 }, 'too few: all of them')
  t.strictSame(medianInterval(counted(9)), { median: 5, low: 2, high: 8 }) // 96.1 %
  t.strictSame(medianInterval(counted(15)), { median: 8, low: 4, high: 12 }) // 96.5 %
  t.strictSame(medianInterval(counted(20)), { median: 10.5, low: 6, high: 15 }) // 95.9 %
  t.strictSame(medianInterval([7]), { median: 7, low: 7, high: 7 })
})

t.test('it does hold it: of a thousand samples of a skewed spread', async (t) => {
  let state = 42
  const random = () => {
    state = (state * 1103515245 + 12345) % 2147483648 // the C standard's own, so that each run is the same
    return state / 2147483648
  }
  let held = 0
  for (let i = 0; i < 1000; i += 1) {
    const sample = Array.from({ length: 15 }, () => -Math.log(1 - random())) // its median is ln 2
    const { low, high } = medianInterval(sample)
    if (low <= Math.LN2 && Math.LN2 <= high) held += 1
  }
  t.ok(held >= 945 && held < 1000, `${held} of 1000`)
})

t.test('an order is undecided where intervals meet', async (t) => {
  const at = (low: number, high: number) => ({ median: (low + high) / 2, low, high })
  t.ok(overlap(at(1, 2), at(2, 3)))
  t.ok(overlap(at(1, 4), at(2, 3)))
  t.notOk(overlap(at(1, 2), at(2.1, 3)))
})
