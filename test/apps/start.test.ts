import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { NODE } from '../../shared/processes/node.ts'
import { spawnProgram } from '../../shared/processes/spawn-program.ts'
import { until } from '../../shared/processes/until.ts'
import { STYLES } from '../../shared/styles.ts'
import { Visitor } from '../../shared/visitor/visitor.ts'
import { runProgram } from '../support/program.ts'
import { buildPage } from './lab/start-lab.ts'

const FREE_PORTS = STYLES.map(() => 0).join()

// `npm start` has built it where it was ever run, and its newest state is not the subject here.
if (!existsSync(new URL('../../lab-page/index.html', import.meta.url))) buildPage()

for (const [name, value] of [
  ['PORT', '0'],
  ['PUBLIC_ORIGIN', 'https://example.test'],
] as const) {
  t.test(`${name} is for one server, so the start of three refuses it`, async (t) => {
    const DATA_DIR = join(t.testdir(), 'data')
    const { status, stdout, stderr } = await runProgram('start', { [name]: value, DATA_DIR })
    t.equal(status, 1)
    t.match(stderr, new RegExp(`^${name} [^\\n]*\\.\\n$`), 'one sentence that names it')
    t.equal(stdout, '', 'and no server was started')
  })
}

for (const PORTS of ['4001,4002', 'a,b,c', '4001,4001,4002', '4001,4002,70000']) {
  t.test(`PORTS=${PORTS} is refused: three different ports`, async (t) => {
    const { status, stderr } = await runProgram('start', { PORTS })
    t.equal(status, 1)
    t.match(stderr, /^PORTS [^\n]*\.\n$/, 'one sentence')
  })
}

t.test('when one of the three can not start, the others stop', async (t) => {
  const own = await taken(3001) // and if not by this test, then by someone else
  t.teardown(() => own?.close())
  const { status, stderr } = await runProgram('start', { DATA_DIR: join(t.testdir(), 'data') })
  t.equal(status, 1)
  t.match(stderr, /^[a-z-]+: Port 300[123] is taken\. [^\n]*PORTS[^\n]*\.\n$/, 'one sentence')
})

t.test('when the lab can not start, the three stop', async (t) => {
  const own = createServer().listen(0, '127.0.0.1')
  await once(own, 'listening')
  t.teardown(() => own.close())
  const LAB_PORT = String((own.address() as AddressInfo).port)
  const settings = {
    DATA_DIR: join(t.testdir(), 'data'),
    PORTS: FREE_PORTS,
    LAB_PORT,
    LOG_LEVEL: 'info', // so that their end is seen
  }
  const { status, stdout, stderr } = await runProgram('start', settings)
  t.equal(status, 1)
  t.equal(stderr, 'lab: its port is taken; LAB_PORT moves it.\n')
  for (const style of STYLES) t.match(stdout, new RegExp(`"name":"${style}","msg":"stopped"`))
})

t.test('three servers and the lab start, and stop, together', async (t) => {
  const path = fileURLToPath(new URL('../../apps/start.js', import.meta.url))
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: join(t.testdir(), 'data'),
    PORTS: FREE_PORTS,
    LAB_PORT: '0',
  }
  const { process: start, said, ended } = spawnProgram([...NODE, path], { env })
  t.teardown(() => start.kill('SIGTERM'))
  await until('it says how to stop', () => said.stdout.includes('Ctrl-C'), { endsWith: start })
  const addresses = said.stdout.match(/http:\/\/localhost:\d+/g) ?? []
  t.equal(addresses.length, STYLES.length + 1, 'it says where they are')
  const lab = addresses.at(-1) as string
  t.match(await (await fetch(lab)).text(), /<title>Three ways to remember/)
  for (const address of addresses.slice(0, -1)) {
    const visitor = new Visitor({ origin: new URL(address) })
    t.equal((await visitor.get('/health/ready')).status, 200)
    await linksToTheOthers(t, address, addresses)
  }
  t.match(said.stdout, /alice[\s\S]*alice-in-wonderland/, 'it says whom to sign in as')
  t.match(said.stdout, /^\nThree servers/, 'nothing stands above the greeting')
  t.notMatch(said.stdout, /^\{/m, 'no line of JSON')
  start.kill('SIGINT')
  t.strictSame(await ended, { status: 0, signal: null }, 'one Ctrl-C ends it')
  for (const name of [...STYLES, 'lab']) {
    t.match(said.stdout, `${name} stopped.`)
  }
  t.notMatch(said.stdout, /^\{/m, 'nor at the end')
  t.equal(said.stderr, '', 'and no error')
  const ports = addresses.map((address) => Number(new URL(address).port))
  const free = await Promise.all(ports.map(taken))
  for (const server of free) server?.close()
  t.notOk(free.includes(undefined), 'and no server is left')
})

t.test('npm ended with SIGTERM leaves nothing behind', async (t) => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: join(t.testdir(), 'data'),
    PORTS: FREE_PORTS,
    LAB_PORT: '0',
  }
  // Without its pre-script: the build is there, and two at once would be in each other's way.
  const command = ['npm', 'start', '--ignore-scripts']
  const { process: npm, said } = spawnProgram(command, { env, cwd: root })
  t.teardown(() => npm.kill('SIGKILL'))
  await until('it says how to stop', () => said.stdout.includes('Ctrl-C'), { endsWith: npm })
  const ports = (said.stdout.match(/localhost:\d+/g) ?? []).map((host) =>
    Number(host.split(':')[1]),
  )
  t.equal(ports.length, 4)
  npm.kill('SIGTERM')
  await until('all ports are free', async () => {
    const free = await Promise.all(ports.map(taken))
    for (const server of free) server?.close()
    return !free.includes(undefined)
  })
  t.pass('they are')
})

/** The page of one server links to the other two and to the lab, and not to itself. */
async function linksToTheOthers(t: Test, address: string, addresses: string[]): Promise<void> {
  const page = await (await fetch(address, { headers: { accept: 'text/html' } })).text()
  const links = [...page.matchAll(/<a href="(http[^"]+)">/g)].map(([, link]) => link)
  t.strictSame(
    links,
    addresses.filter((other) => other !== address),
    `the links at ${address}`,
  )
}

/** Takes a port of this machine; undefined where someone else has it. */
function taken(port: number): Promise<Server | undefined> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen(port, 'localhost', () => resolve(server))
  })
}
