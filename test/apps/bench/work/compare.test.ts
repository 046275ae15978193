import t from 'tap'
import { compareWork, type RecordedWork } from '../../../../apps/bench/work/compare.ts'

function work(hmacs: number, bytes: number, node = '20'): RecordedWork {
  return { node, styles: { jwt: { 'GET /me': { counts: { HMACs: hmacs }, bytes } } } }
}

t.test('the same work is no difference, nor are bytes within the tolerance', async (t) => {
  t.strictSame(compareWork(work(2, 10_000), work(2, 10_000)), [])
  t.strictSame(compareWork(work(2, 10_000), work(2, 10_290)), [])
})

t.test('a count that rises or falls is a difference, by however little', async (t) => {
  t.strictSame(compareWork(work(2, 1), work(2.02, 1)), ['jwt GET /me: HMACs rose from 2 to 2.02'])
  t.strictSame(compareWork(work(2, 1), work(1, 1)), ['jwt GET /me: HMACs fell from 2 to 1'])
})

t.test('so is what was never counted before, and what is counted no longer', async (t) => {
  const never = { node: '20', styles: { jwt: { 'GET /me': { counts: {}, bytes: 1 } } } }
  t.strictSame(compareWork(never, work(1, 1)), ['jwt GET /me: HMACs rose from 0 to 1'])
  t.strictSame(compareWork(work(1, 1), never), ['jwt GET /me: HMACs fell from 1 to 0'])
  t.match(compareWork({ node: '20', styles: {} }, work(1, 1)), [/HMACs rose/, /bytes rose/])
})

t.test(
  'bytes beyond the tolerance are a difference, on the version that recorded them',
  async (t) => {
    const rose = 'jwt GET /me: bytes rose from 10000 to 10400'
    t.strictSame(compareWork(work(2, 10_000), work(2, 10_400)), [rose])
    t.match(compareWork(work(2, 10_000), work(2, 9600)), [/bytes fell/])
    t.strictSame(compareWork(work(2, 10_000), work(2, 10_400, '22')), [])
  },
)
