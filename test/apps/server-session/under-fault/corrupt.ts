/**
 * States that are damaged where they are kept, while everyone is at work: each makes a stranger of its
 * own visitor, and nobody else notices.
 */
import { sha256 } from '../../../../shared/config/keys.ts'
import { until } from '../../../../shared/processes/until.ts'
import type { Fault, Served } from './under-load.ts'

/** Each kind of request once, and the first again. */
const STEPS_SEEN = 5

const OTHER = {
  visits: 'three',
  notes: {},
  expiresAt: 4_102_444_800_000,
  signIn: { username: 'bob', role: 'admin' },
}

/** Some of what disks, and people with a tool for databases, leave behind. */
const DAMAGED = {
  'cut short': '{"state":{"visits":1,"notes":[["last","tex',
  'no JSON': 'some garbage',
  'JSON of another shape': JSON.stringify({ ...OTHER, state: OTHER }),
}

/** Puts a text in the place of the state that is kept under a key. */
type Damage = (key: string, text: string) => unknown

export const statesDamaged = (atSecond: number, damage: Damage): Fault => ({
  name: 'states damaged',
  atSecond,
  takes: 'nothing',
  async happen(served) {
    const all = Object.entries(DAMAGED)
    await Promise.all(all.map(([what, text]) => oneDamaged(served, damage, what, text)))
  },
})

async function oneDamaged({ t, load, server }: Served, damage: Damage, what: string, text: string) {
  const visitor = await load.takeAside()
  const logged = server().output()
  visitor.loses()
  await damage(sha256(visitor.sessionId()), text)
  const seen = visitor.steps + STEPS_SEEN
  visitor.busy = false
  await until(`a state that is ${what} has been asked for`, () => visitor.steps > seen)
  t.ok(visitor.isStranger, `a state that is ${what} makes a stranger of its visitor`)
  t.equal(server().output(), logged, 'and nothing is logged of it')
  t.equal(server().process.exitCode, null, 'and the server goes on')
}
