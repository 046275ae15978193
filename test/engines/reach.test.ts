/** Rule 12 by a clock that the test moves: how long an engine is waited for, and what follows. */
import { syncBuiltinESMExports } from 'node:module'
import { mock } from 'node:test'
import t from 'tap'
import { engineTimeouts, NoAnswer, Reach } from '../../shared/engines/reach.ts'

const SECOND = 1000
const never = () => new Promise<never>(() => {})
/** Time passes, and what it sets off goes on. */
const pass = async (milliseconds: number) => {
  mock.timers.tick(milliseconds)
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
}

t.test('an engine that stays silent is given up in time, and found again', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  syncBuiltinESMExports() // for those who import setTimeout from node:timers/promises
  t.teardown(() => {
    mock.timers.reset()
    syncBuiltinESMExports()
  })
  let greet: () => Promise<void> = async () => {}
  const reach = new Reach({
    greet: () => greet(),
  })
  await reach.start()
  t.equal(await reach.run(async () => 'answer'), 'answer')

  greet = never
  let outcome: unknown
  const waiting = reach.run(never).catch((error) => (outcome = error))
  await pass(engineTimeouts.operationMs - 1)
  t.equal(outcome, undefined, 'it is waited for')
  await pass(1)
  await waiting
  t.type(outcome, NoAnswer, 'and no longer')
  t.ok(
    2 * engineTimeouts.operationMs < SECOND,
    'a request that waits for two engines is refused within a second',
  )
  let asked = false
  const after = async () => (asked = true)
  await t.rejects(reach.run(after), NoAnswer, 'what comes after is refused without waiting')
  t.notOk(asked, 'and the engine is not asked')

  for (let passedMs = 0; passedMs < 3 * SECOND; passedMs += 50) await pass(50)
  greet = async () => {}
  let answer: string | undefined
  let passedMs = 0
  for (; passedMs < 10 * SECOND && answer === undefined; passedMs += 50) {
    await pass(50)
    answer = await reach.run(async () => 'answer').catch(() => undefined)
  }
  t.equal(answer, 'answer', 'it is found again')
  t.ok(passedMs <= 2 * SECOND, `${passedMs} ms after its return`)
  reach.close()
})
