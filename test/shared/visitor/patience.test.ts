import t from 'tap'
import { Patience } from '../../../shared/visitor/patience.ts'

const LIMITS = { answerMs: 10_000, promptMs: 2_000, silences: 3, totalMs: 60_000 }

t.test('what was silent three times is waited for less, and nothing else is', async (t) => {
  const patience = new Patience(LIMITS)
  for (const note of ['a', 'b']) patience.unanswered('PUT', `/notes/${note}`, 10_000)
  t.equal(patience.limitMs('PUT', '/notes/c'), 10_000)
  patience.unanswered('PUT', '/notes?x', 10_000)
  t.equal(patience.limitMs('PUT', '/notes/c'), 2_000)
  t.equal(patience.limitMs('GET', '/notes'), 10_000)
})

t.test('what is refused at once is no silence', async (t) => {
  const patience = new Patience(LIMITS)
  for (let time = 0; time < 5; time += 1) patience.unanswered('GET', '/', 3)
  t.equal(patience.limitMs('GET', '/'), 10_000)
  t.equal(patience.unansweredInARow, 5)
  patience.answered(3)
  t.equal(patience.unansweredInARow, 0)
})

t.test('it ends with all the time that nothing came in, and that answers came late', async (t) => {
  const patience = new Patience(LIMITS)
  for (let time = 0; time < 1000; time += 1) patience.answered(5_000)
  t.notOk(patience.isOver, 'an answer within half of the limit is in time')
  for (let time = 0; time < 10; time += 1) patience.answered(9_000)
  patience.unanswered('GET', '/', 10_000)
  patience.waited(10_000)
  t.notOk(patience.isOver)
  patience.waited(1)
  t.ok(patience.isOver)
  t.equal(patience.limitMs('GET', '/never-asked'), 2_000)
})
