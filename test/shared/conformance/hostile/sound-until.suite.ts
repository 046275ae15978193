/** Servers that are sound but at one route, or up to some request: a verdict, and no case waits without end. */
import t, { type Test } from 'tap'
import { allCases } from '../../../../shared/conformance/all-cases.ts'
import { readMap } from '../../../../shared/conformance/core/read-map.ts'
import { startServer } from '../../../../shared/processes/start-server.ts'
import { startProgram } from '../../../apps/examples/program.ts'
import { BEHAVIOURS, redirectTo } from './behaviours.ts'
import { byContract, byMap, HostilePatience, judgeHostile, type Told } from './judge-hostile.ts'
import { startBefore } from './servers.ts'

/** All of the routes below and the raw connections are among them. */
const IDS = [
  'visits.greets-then-counts',
  'login.answers-user',
  'me.tells-user-visits-times',
  'notes.put-list-delete',
  'logout.forgets-state',
  'sessions.lists-own',
  'cookies.attributes',
  'pages.note-forms-work',
  'forged.cut',
  'races.slow-change-against-sign-out',
  'limits.half-a-body-changes-nothing',
  'limits.broken-http',
  'openapi.version',
]
const CASES = allCases.filter(({ id }) => IDS.includes(id))
const ROUTES = ['GET /me', 'POST /login', 'GET /notes', 'PUT /notes', 'POST /logout', 'GET /']

/** Finding the server and letting both users in takes five. */
const REQUESTS_BEFORE = 8

function expectVerdict(t: Test, { status, said, results }: Told): void {
  t.match(said, /(Does not conform|Given up): .*\.$/, 'what is wrong with it')
  t.ok(status === 1 || status === 2, `exit status ${status}`)
  for (const { case: each, verdict, reason } of results) {
    t.not(verdict, 'error', each.id, { reason })
  }
}

t.equal(CASES.length, IDS.length, 'the cases exist')
const server = await startServer(t, 'server-session')
t.jobs = 6

for (const [index, [name, behaviour]] of Object.entries(BEHAVIOURS).entries()) {
  const route = ROUTES[index % ROUTES.length] ?? ''
  t.test(`a server that ${name} at ${route}`, async (t) => {
    const isThere = (asked: string) => asked === route || asked.startsWith(`${route}/`)
    const url = await startBefore(t, server.url, (asked, before) => {
      return isThere(asked) && before >= REQUESTS_BEFORE ? behaviour : undefined
    })
    const patience = new HostilePatience(isThere)
    const told = await judgeHostile(url, byContract(server.url, patience, CASES))
    expectVerdict(t, told)
    const elsewhere = told.results.find((result) => result.case.id === 'openapi.version')
    if (told.status === 1) t.equal(elsewhere?.verdict, 'pass', 'what it does well is told too')
  })
}

t.test('a login that redirects for ever', async (t) => {
  const directory = 'apps/examples/sound'
  const login = await startProgram(t, { file: `${directory}/login.mjs` })
  const map = readMap(`${directory}/login.map.json`)
  const lost = await startBefore(t, login, (asked, before) => {
    return asked === 'GET /enter' && before >= 60 ? redirectTo('/enter') : undefined
  })
  const toEnter = () => new HostilePatience((asked) => asked === 'GET /enter')
  expectVerdict(t, await judgeHostile(lost, byMap(map, toEnter())))
  const lostAtOnce = await startBefore(t, login, (asked) => {
    return asked === 'GET /enter' ? redirectTo('/enter') : undefined
  })
  const { status, said } = await judgeHostile(lostAtOnce, byMap(map, toEnter()))
  t.equal(status, 2)
  t.match(said, /^The map's "whoAmI.signedIn" does not fit this server: [^.]+\.$/)
})
