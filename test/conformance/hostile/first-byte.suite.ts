/** Servers that are hostile from the first byte on: each is one sentence, after at most one question, and exit status 2. */
import t from 'tap'
import type { CoreMap } from '../../../shared/conformance/core/map.ts'
import { Patience } from '../../../shared/visitor/patience.ts'
import { BEHAVIOURS } from './behaviours.ts'
import { byContract, byMap, judgeHostile } from './judge-hostile.ts'
import { startHostile } from './servers.ts'

/** For all of the first questions: what is still not answered then is what ends the wait. */
const START = { startMs: 1_000 }

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
    let questions = 0
    const url = await startHostile(t, (socket) => {
      questions += 1
      behaviour(socket)
    })
    const profiles = [byContract(url, new Patience(START)), byMap(MAP, new Patience(START))]
    for (const profile of profiles) {
      questions = 0
      const { status, said } = await judgeHostile(url, profile)
      t.equal(status, 2)
      t.match(said, /^[A-Z"][^\p{Cc}]{10,250}\.$/u, 'one sentence')
      t.ok(questions <= 1, said)
    }
  })
}
