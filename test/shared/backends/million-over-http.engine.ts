/**
 * A million sessions as a visitor meets them: `GET /me` and a sign-in, asked of a real server over HTTP, take as
 * long among a million as with a server beside it whose store is nearly empty. Both are asked in turn, within the
 * same minute: a machine that is slower for a while is so for both.
 */
import t, { type Test } from 'tap'
import { MILLION, middle, seededCookie } from '../../../apps/bench/growth/seed.ts'
import { type Seeded, seededInMemory, seededInRedis } from '../../../apps/bench/growth/seeded.ts'
import { recordMillion } from '../../../apps/bench/stores/figures.ts'
import { ALICE } from '../../../apps/inject-app.ts'
import { startRedis } from '../../../shared/processes/backends/redis.ts'
import type { StartedServer } from '../../../shared/processes/start-server.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

const NEARLY_EMPTY = 1000
const LOOKS = 1000
const SIGN_INS = 60
/** Medians are compared, so that a busy machine's pauses do not count. */
const MOST_TIMES_SLOWER = 2

interface Times {
  me: number[]
  signIn: number[]
}

async function asFastAsEmpty(t: Test, store: string, few: Seeded, many: Seeded) {
  await few.seed(NEARLY_EMPTY)
  await many.seed(NEARLY_EMPTY)
  const before = await many.bytes()
  await many.seed(MILLION)
  const bytesEach = Math.round(((await many.bytes()) - before) / (MILLION - NEARLY_EMPTY))
  await inTurn(few.server, many.server) // what runs for the first time is slower
  const [start, end] = await inTurn(few.server, many.server)
  for (const what of ['me', 'signIn'] as const) {
    const ratio = end[what] / start[what]
    const told = `${start[what].toFixed(2)} ms among few, ${end[what].toFixed(2)} ms`
    t.ok(ratio < MOST_TIMES_SLOWER, `${what}: ${told}, ${ratio.toFixed(2)} times the time`)
  }
  t.ok(bytesEach > 100 && bytesEach < 5000, `${bytesEach} bytes for each session`)
  t.equal(many.server.process.exitCode, null)
  recordMillion({ store, sessions: MILLION, bytesEach, start, end })
}

/** Milliseconds of the middle one of many: of sessions all over each store, and of sign-ins. */
async function inTurn(few: StartedServer, many: StartedServer) {
  const [start, end]: [Times, Times] = [
    { me: [], signIn: [] },
    { me: [], signIn: [] },
  ]
  const { cookies } = (await (await fetch(`${few.url}/about`)).json()) as { cookies: string[] }
  const [name = ''] = cookies
  for (let i = 0; i < LOOKS; i += 1) {
    start.me.push(await looked(few, seededCookie(name, Math.floor((i / LOOKS) * NEARLY_EMPTY))))
    end.me.push(await looked(many, seededCookie(name, Math.floor((i / LOOKS) * MILLION))))
  }
  for (let i = 0; i < SIGN_INS; i += 1) {
    start.signIn.push(await signedIn(few))
    end.signIn.push(await signedIn(many))
  }
  const middles = ({ me, signIn }: Times) => ({ me: middle(me), signIn: middle(signIn) })
  return [middles(start), middles(end)] as const
}

async function looked({ url }: StartedServer, cookie: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${url}/me`, { headers: { cookie } })
  const { user } = (await answer.json()) as { user?: { username: string } }
  const milliseconds = performance.now() - began
  if (user?.username !== 'alice') throw new Error(`a session answered ${answer.status}`)
  return milliseconds
}

async function signedIn({ url }: StartedServer): Promise<number> {
  const answer = await new Visitor({ origin: new URL(url) }).signIn(ALICE)
  if (answer.status !== 200) throw new Error(`a sign-in answered ${answer.status}`)
  return answer.milliseconds
}

t.test('in memory', async (t) => {
  await asFastAsEmpty(t, 'memory', await seededInMemory(t), await seededInMemory(t))
})

t.test('in Redis', async (t) => {
  const few = await startRedis(t)
  const many = await startRedis(t)
  if (few === undefined || many === undefined) return
  await asFastAsEmpty(t, 'Redis', await seededInRedis(t, few), await seededInRedis(t, many))
})
