/** With a real server, and with one that does known work more for each request. */
import t from 'tap'
import { withScope } from '../../../../apps/bench/growth/growing.ts'
import { subjectOf } from '../../../../apps/bench/subjects.ts'
import { compareWork } from '../../../../apps/bench/work/compare.ts'
import { measureWork, type WorkOfRoutes } from '../../../../apps/bench/work/measure.ts'

const MORE_WORK = `
import { createHash, createHmac, hash } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
subscribe('http.server.request.start', ({ request }) => {
  createHmac('sha256', 'key').update('text').digest()
  createHash('sha256').update('text').digest()
  hash('sha256', 'text')
  for (let i = 0; i < 3; i += 1) JSON.parse('1')
  for (let i = 0; i < 4; i += 1) JSON.stringify(1)
  for (let i = 0; i < 5; i += 1) request.headers.cookie
  for (let i = 0; i < 6; i += 1) Promise.resolve()
})`

/** One round: what a timer does in it would be counted, so a server is up only for it. */
function measure(nodeArgs: readonly string[] = []): Promise<WorkOfRoutes> {
  const options = { requests: 20, rounds: 1, nodeArgs }
  const never = new AbortController().signal
  return withScope(
    never,
    () => {},
    false,
    (growing) => measureWork(subjectOf('jwt'), options, growing),
  )
}

t.test('work that a request adds is counted, call by call', async (t) => {
  const before = await measure()
  const module = `data:text/javascript,${encodeURIComponent(MORE_WORK)}`
  const after = await measure(['--import', module])
  t.strictSame(Object.keys(before), ['POST /login', 'GET /me', 'GET /', 'POST /logout'])
  for (const [route, { counts }] of Object.entries(before)) {
    const count = (name: string) => counts[name] ?? 0
    t.strictSame(
      after[route]?.counts,
      {
        ...counts,
        HMACs: count('HMACs') + 1,
        hashes: count('hashes') + 2,
        'JSON parsed': count('JSON parsed') + 3,
        'JSON written': count('JSON written') + 4,
        'Cookie header reads': count('Cookie header reads') + 5,
        promises: count('promises') + 6,
      },
      route,
    )
  }

  t.ok(
    (after['GET /me']?.bytes ?? 0) > (before['GET /me']?.bytes ?? 0),
    'and so are the bytes it allocates',
  )
  const recorded = { node: '20', styles: { jwt: before } }
  t.match(
    compareWork(recorded, { node: '20', styles: { jwt: after } }).filter((line) =>
      /HMACs/.test(line),
    ),
    [/^jwt POST \/login: HMACs rose from 1 to 2$/, /GET \/me/, /GET \/:/, /POST \/logout/],
  )
})

t.test('a token decoded, a password checked and a statement sent are counted', async (t) => {
  const { 'POST /login': signIn, 'GET /me': me } = await measure()
  t.equal(signIn?.counts['password hashes'], 1)
  t.ok(Number(signIn?.counts.statements) > 0)
  t.ok(Number(me?.counts['tokens decoded']) > 0)
  t.notOk(me?.counts.statements, 'a JWT is checked without the database')
})
