/** A full store: strangers go for whoever comes, and who is signed in is never pushed out. */
import t from 'tap'
import {
  aliceWith,
  anonymous,
  begin,
  guard,
  registry,
} from '../../../../apps/bench/growth/states.ts'
import { MemoryStore } from '../../../../apps/server-session/stores/memory.ts'

const TEXT = 'x'.repeat(1000)
const notes: [string, string][] = [['note', TEXT]]

t.test('strangers make room for a sign-in, who came once before who came back', async (t) => {
  const signIns = await registry(t)
  const on = guard(t, new MemoryStore(10_000), signIns) // room for seven or so
  await on.set('came back', anonymous(2, { notes }))
  for (let i = 0; i < 20; i += 1) await on.set(`robot ${i}`, anonymous(1, { notes }))
  t.ok(await on.get('came back'), 'robots push out only one another')
  t.ok(await on.get('robot 19'), 'the last of them is there')
  t.equal(await on.get('robot 0'), null, 'the first is gone')
  for (let i = 0; i < 3; i += 1) {
    await begin(signIns, `sign-in ${i}`)
    await on.set(`id ${i}`, aliceWith(`sign-in ${i}`, { notes }))
  }
  for (let i = 0; i < 3; i += 1) t.ok(await on.get(`id ${i}`), `sign-in ${i} is there`)
  t.ok(await on.get('came back'), 'and who came back still')
})

t.test('full of signed-in visitors, it refuses: 503, and everyone stays', async (t) => {
  const signIns = await registry(t)
  const on = guard(t, new MemoryStore(10_000), signIns)
  let kept = 0
  const refusal = await (async () => {
    for (; kept < 100; kept += 1) {
      await begin(signIns, `sign-in ${kept}`)
      try {
        await on.set(`id ${kept}`, aliceWith(`sign-in ${kept}`, { notes }))
      } catch (error) {
        return error
      }
    }
    return undefined
  })()
  t.match(refusal, { code: 'store-unavailable', statusCode: 503 })
  t.ok(kept > 3, `${kept} were kept`)
  for (let i = 0; i < kept; i += 1) t.ok(await on.get(`id ${i}`), `sign-in ${i} is there`)
  await t.rejects(on.set('robot', anonymous(1, { notes })), { code: 'store-unavailable' })
})
