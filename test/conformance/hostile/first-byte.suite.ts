/** Servers that are hostile from the first byte on: each is one sentence, soon, and exit status 2. */
import t from 'tap'
import type { CoreMap } from '../../../shared/conformance/core/map.ts'
import { BEHAVIOURS } from './behaviours.ts'
import { byContract, byMap, judgeHostile } from './judge-hostile.ts'
import { startHostile } from './servers.ts'

const START = { startMs: 1_000 }
/** Half as much again as the first questions may take with the usual limits (docs/conformance.md). */
const BOUND_SECONDS = 15

const MAP: CoreMap = {
  signIn: {
    path: '/login',
    form: { name: '{username}', word: '{password}' },
    success: { status: [200] },
  },
  whoAmI: { path: '/me', signedIn: { pointer: '/name' }, stranger: { status: [401] } },
  signOut: { path: '/logout' },
  cookies: ['session'],
}

t.jobs = Object.keys(BEHAVIOURS).length
for (const [name, behaviour] of Object.entries(BEHAVIOURS)) {
  t.test(`a server that ${name}`, async (t) => {
    const url = await startHostile(t, behaviour)
    for (const profile of [byContract(url, START), byMap(MAP, START)]) {
      const { status, said, seconds } = await judgeHostile(url, profile)
      t.equal(status, 2)
      t.match(said, /^[A-Z"][^\p{Cc}]{10,250}\.$/u, 'one sentence')
      t.ok(seconds < BOUND_SECONDS, `${seconds} s`)
    }
  })
}
