/** What the core profile says of logins whose strength is known: no false alarm, and no miss. */
import t from 'tap'
import { DEMO } from '../../../apps/conformance/demo-users.ts'
import { judgeCore } from '../../../shared/conformance/core/judge-core.ts'
import type { CoreMap } from '../../../shared/conformance/core/map.ts'
import { readMap } from '../../../shared/conformance/core/read-map.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { startProgram } from './program.ts'

const directory = 'apps/examples/sound'

t.test('a sound login with a token, a second step and https loses no case', async (t) => {
  const url = await startProgram(t, { file: `${directory}/login.mjs` })
  const { results } = await judgeCore(url, readMap(`${directory}/login.map.json`))
  for (const { case: each, verdict, reason } of results) {
    t.not(verdict, 'fail', each.id, { reason })
    t.not(verdict, 'error', each.id, { reason })
    t.not(verdict, 'not-judged', each.id, { reason })
  }
})

/** What keeps its state with the client can't take it back (ASVS 7.2.4, 7.4.1). */
const KEPT_BY_CLIENT = [
  'core.renewal.old-credential-ends',
  'core.renewal.older-copy-dead-after-sign-out',
  'core.sign-out.copy-dead',
]

const FAILING: Readonly<Partial<Record<StyleName, string[]>>> = {
  jwt: KEPT_BY_CLIENT,
  'cookie-session': KEPT_BY_CLIENT,
  'server-session': [],
}

for (const [style, failing] of Object.entries(FAILING)) {
  t.test(`${style} loses what its style can't do, and nothing else`, async (t) => {
    const { url } = await startServer(t, style as StyleName)
    const about = (await (await fetch(`${url}/about`)).json()) as { cookies: string[] }
    const { results } = await judgeCore(url, contractMap(about.cookies), { users: DEMO })
    const failed = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
    t.strictSame(failed.map((result) => result.case.id).sort(), failing)
  })
}

function contractMap(cookies: string[]): CoreMap {
  return {
    signIn: {
      path: '/login',
      json: { username: '{username}', password: '{password}' },
      success: { status: [200] },
    },
    whoAmI: {
      path: '/me',
      signedIn: { pointer: '/user/username' },
      stranger: { status: [401] },
    },
    signOut: { path: '/logout' },
    cookies,
  }
}
