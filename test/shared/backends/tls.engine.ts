/**
 * Engines over TLS: a certificate by an authority that the server was told of is good; any other ends a
 * start with one sentence, and while the server runs it is an engine that is not there (rule 12).
 */
import t, { type Test } from 'tap'
import { ALICE } from '../../../apps/inject-app.ts'
import {
  type Authority,
  type Place,
  startAuthority,
} from '../../../shared/processes/backends/certificates.ts'
import { makeDatabase, said, startMariaDb } from '../../../shared/processes/backends/mariadb.ts'
import {
  startOneNodeCluster,
  startRedis,
  untilWhole,
} from '../../../shared/processes/backends/redis.ts'
import { freePort } from '../../../shared/processes/free-port.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { until } from '../../../shared/processes/until.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { refused } from './refused.ts'

const RIGHT = 'DNS:localhost,IP:127.0.0.1'
/** A certificate that is not trusted is refused at once; all else is waited for, however busy the machine. */
const PATIENT = new URL('../../support/patient.js', import.meta.url).href
const ANOTHER = 'DNS:elsewhere.example'

interface Engine {
  settings: NodeJS.ProcessEnv
  /** Ends it and starts it again, with the certificate that is in its place by then. */
  restart(): Promise<void>
}

async function overTls(t: Test, authority: Authority, { settings, restart }: Engine) {
  const environment = { ...settings, NODE_EXTRA_CA_CERTS: authority.file }
  const server = await startServer(t, 'server-session', environment, ['--import', PATIENT])
  const visitor = new Visitor({ origin: new URL(server.url) })
  t.equal((await visitor.signIn(ALICE)).status, 200)
  t.match((await visitor.get('/')).json(), { visits: 1, user: { username: 'alice' } })

  await authority.issue(ANOTHER)
  await restart()
  for (let i = 0; i < 2; i += 1) {
    const answer = await visitor.get('/me')
    t.equal(answer.status, 503, 'a certificate of another name: fails closed')
    t.equal(answer.member('code'), 'store-unavailable')
    t.comment(`503 in ${Math.round(answer.milliseconds)} ms`)
    t.equal((await visitor.get('/about')).status, 200, 'what needs no store answers')
    // A start takes some time, in which the one that runs goes on trying.
    await refused(t, environment, /certificate .*is not trusted/)
  }

  await authority.issue(RIGHT)
  await restart()
  const back = performance.now()
  await until('ready', async () => (await visitor.get('/health/ready')).status === 200)
  t.comment(`with the right one ready ${Math.round(performance.now() - back)} ms after`)
  t.match((await visitor.get('/me')).json(), { visits: 1, user: { username: 'alice' } })
  t.equal(server.process.exitCode, null)

  await refused(t, settings, /certificate .*is not trusted/)
}

t.test('Redis, by rediss://', async (t) => {
  const authority = await startAuthority(t)
  await authority?.issue(RIGHT)
  const port = await freePort()
  const redis = authority && (await startRedis(t, ...redisOptions(port, authority.place)))
  if (authority === undefined || redis === undefined) return
  for (const host of ['localhost', '127.0.0.1']) {
    await overTls(t, authority, {
      settings: { STORE: `rediss://${host}:${port}` },
      async restart() {
        await redis.process.kill()
        await redis.again()
      },
    })
  }
  const began = await startServer(t, 'server-session', { STORE: `redis://localhost:${port}` })
  const answer = await new Visitor({ origin: new URL(began.url) }).signIn(ALICE)
  t.equal(answer.status, 503, 'without TLS nothing is said to it')
})

const redisOptions = (port: number, { certificate, key }: Place) => [
  ...['--appendonly', 'yes', '--appendfsync', 'always', '--tls-port', String(port)],
  ...['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no'],
]

t.test('a Redis Cluster, by rediss-cluster://', async (t) => {
  const authority = await startAuthority(t)
  await authority?.issue(RIGHT)
  if (authority === undefined) return
  const port = await freePort()
  const options = redisOptions(port, authority.place)
  const ofTheBus = ['--tls-ca-cert-file', authority.file, '--tls-cluster', 'yes']
  const redis = await startOneNodeCluster(t, ...options, ...ofTheBus)
  if (redis === undefined) return
  await overTls(t, authority, {
    settings: { STORE: `rediss-cluster://localhost:${port}` },
    async restart() {
      await redis.process.kill()
      await redis.again()
      await untilWhole(redis)
    },
  })
})

t.test('MariaDB, by ?ssl-mode=VERIFY_IDENTITY', async (t) => {
  const authority = await startAuthority(t)
  await authority?.issue(RIGHT)
  const mariadb = authority && (await startMariaDb(t, ...mariadbOptions(authority.place)))
  if (authority === undefined || mariadb === undefined) return
  const database = await makeDatabase(mariadb.url)
  const user = await mariadb.makeUser(database, 'right')
  await said(mariadb.url, `ALTER USER ${user} REQUIRE SSL`)
  const address = `mysql://${user}:right@localhost:${mariadb.port}/${database}`
  const url = `${address}?ssl-mode=VERIFY_IDENTITY`
  await overTls(t, authority, {
    settings: { STORE: url, ACCOUNTS_URL: url },
    async restart() {
      await mariadb.process.kill()
      await mariadb.again()
    },
  })
  await refused(t, { STORE: address }, /STORE: the MySQL server refuses this user/)

  await authority.issue('DNS:localhost')
  await mariadb.process.kill()
  await mariadb.again()
  const byAddress = { STORE: url.replace('@localhost:', '@127.0.0.1:') }
  const trusting = { ...byAddress, NODE_EXTRA_CA_CERTS: authority.file }
  await refused(t, trusting, /STORE: .*host must be a name/) // mysql2 would compare "localhost"
})

t.test('MariaDB without TLS, where it is asked for', async (t) => {
  const mariadb = await startMariaDb(t, '--skip-ssl')
  if (mariadb === undefined) return
  const database = await makeDatabase(mariadb.url)
  const url = `mysql://root@localhost:${mariadb.port}/${database}?ssl-mode=VERIFY_IDENTITY`
  await refused(t, { STORE: url }, /STORE: the MySQL server speaks no TLS/)
})

const mariadbOptions = ({ certificate, key }: Place) => [
  ...[`--ssl-cert=${certificate}`, `--ssl-key=${key}`],
]
