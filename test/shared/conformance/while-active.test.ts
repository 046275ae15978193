import { mock } from 'node:test'
import t from 'tap'
import { whileActive } from '../../../shared/conformance/run/while-active.ts'

const LIMIT_SECONDS = 60

async function pass(seconds: number): Promise<void> {
  mock.timers.tick(seconds * 1000)
  await new Promise(setImmediate)
}

t.test('it waits while there are steps, and no longer', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  let steps = 0
  let isOver = false
  const waiting = whileActive(new Promise<string>(() => {}), () => steps, LIMIT_SECONDS)
  const over = waiting.then((value) => {
    isOver = true
    return value
  })
  for (let minute = 0; minute < 10; minute += 1) {
    steps += 1
    await pass(LIMIT_SECONDS)
    t.notOk(isOver, `a step in minute ${minute + 1}`)
  }
  await pass(LIMIT_SECONDS)
  t.equal(await over, undefined, 'a minute without a step')
})

t.test('it gives the value', async (t) => {
  t.equal(await whileActive(Promise.resolve('done'), () => 0, LIMIT_SECONDS), 'done')
})
