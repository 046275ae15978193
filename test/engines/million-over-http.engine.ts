/**
 * A million sessions as a visitor meets them: `GET /me` and a sign-in, asked of a real server over HTTP,
 * take as long among a million as they took when it was nearly empty.
 */
import t, { type Test } from 'tap'
import { Visitor } from '../../shared/visitor/visitor.ts'
import { recordMillion } from '../stores-under-fault/figures.ts'
import { startRedis } from '../support/engines/redis.ts'
import { ALICE } from '../support/inject-app.ts'
import type { StartedServer } from '../support/server.ts'
import { MILLION, middle, seededCookie } from './seed.ts'
import { type Seeded, seededInMemory, seededInRedis } from './seeded.ts'

const NEARLY_EMPTY = 1000
const LOOKS = 1000
const SIGN_INS = 60
/** Medians are compared, so that a busy machine's pauses do not count. */
const MOST_TIMES_SLOWER = 2

async function asFastAsEver(t: Test, store: string, { server, seed, bytes }: Seeded) {
  await seed(NEARLY_EMPTY)
  await times(server, NEARLY_EMPTY) // what runs for the first time is slower
  const start = await times(server, NEARLY_EMPTY)
  const before = await bytes()
  await seed(MILLION)
  const bytesEach = Math.round(((await bytes()) - before) / (MILLION - NEARLY_EMPTY))
  const end = await times(server, MILLION)
  for (const what of ['me', 'signIn'] as const) {
    const ratio = end[what] / start[what]
    const told = `${start[what].toFixed(2)} ms, then ${end[what].toFixed(2)} ms`
    t.ok(ratio < MOST_TIMES_SLOWER, `${what}: ${told}, ${ratio.toFixed(2)} times the time`)
  }
  t.ok(bytesEach > 100 && bytesEach < 5000, `${bytesEach} bytes for each session`)
  t.equal(server.process.exitCode, null)
  recordMillion({ store, sessions: MILLION, bytesEach, start, end })
}

/** Milliseconds of the middle one of many: of sessions all over the store, and of sign-ins. */
async function times(
  server: StartedServer,
  among: number,
): Promise<{ me: number; signIn: number }> {
  const { cookies } = (await (await fetch(`${server.url}/about`)).json()) as { cookies: string[] }
  const me: number[] = []
  for (let i = 0; i < LOOKS; i += 1) {
    const index = Math.floor((i / LOOKS) * among)
    const cookie = seededCookie(cookies[0] as string, index)
    const began = performance.now()
    const answer = await fetch(`${server.url}/me`, { headers: { cookie } })
    const { user } = (await answer.json()) as { user?: { username: string } }
    me.push(performance.now() - began)
    if (user?.username !== 'alice') throw new Error(`session ${index} answered ${answer.status}`)
  }
  const signIn: number[] = []
  for (let i = 0; i < SIGN_INS; i += 1) {
    const answer = await new Visitor({ origin: new URL(server.url) }).signIn(ALICE)
    if (answer.status !== 200) throw new Error(`a sign-in answered ${answer.status}`)
    signIn.push(answer.milliseconds)
  }
  return { me: middle(me), signIn: middle(signIn) }
}

t.test('in memory', async (t) => {
  await asFastAsEver(t, 'memory', await seededInMemory(t))
})

t.test('in Redis', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  await asFastAsEver(t, 'Redis', await seededInRedis(t, redis))
})
