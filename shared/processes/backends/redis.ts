/** A Redis, and a Redis Cluster, of a test's own. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../free-port.ts'
import { howToGet, type Telling } from '../missing.ts'
import { until } from '../until.ts'
import { Guarded, type Running } from './guarded.ts'
import { installed } from './installed.ts'

const MASTERS = 3
const HOW = howToGet(['redis-server'])

export interface RedisNode {
  port: number
  process: Running
  /** Runs a command by redis-cli. @returns what it printed */
  cli(...words: string[]): Promise<string>
  /** Starts it again, with what it had written to its folder. */
  again(): Promise<void>
}

/** A server, or undefined where none is installed (and then the test has been told so). */
export async function startRedis(t: Telling, ...options: string[]): Promise<RedisNode | undefined> {
  const commands = findCommands(t)
  return commands && startNode(new Guarded(t), commands, options)
}

/** A cluster of one master that has all the slots: no less of one to who connects to it. */
export async function startOneNodeCluster(
  t: Telling,
  ...options: string[]
): Promise<RedisNode | undefined> {
  const node = await startRedis(
    t,
    ...['--cluster-enabled', 'yes', '--cluster-config-file', 'nodes.conf'],
    ...['--cluster-port', String(await freePort()), '--cluster-announce-ip', '127.0.0.1'],
    ...options,
  )
  await node?.cli('cluster', 'addslotsrange', '0', '16383')
  if (node !== undefined) await untilWhole(node)
  return node
}

export async function untilWhole(node: RedisNode): Promise<void> {
  await until('the cluster is whole', async () =>
    /cluster_state:ok/.test(await node.cli('cluster', 'info')),
  )
}

/** Nodes of a cluster: three masters first, then a replica of each. */
export async function startRedisCluster(t: Telling): Promise<RedisNode[] | undefined> {
  const commands = findCommands(t)
  if (commands === undefined) return undefined
  const guarded = new Guarded(t)
  const nodes = await Promise.all(
    Array.from({ length: 2 * MASTERS }, async () => {
      const bus = await freePort() // not 10,000 above its own port, which might be taken
      const cluster = ['--cluster-enabled', 'yes', '--cluster-config-file', 'nodes.conf']
      const options = ['--cluster-node-timeout', '2000', '--cluster-port', String(bus)]
      return startNode(guarded, commands, [...cluster, ...options])
    }),
  )
  const [first] = nodes as [RedisNode, ...RedisNode[]]
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`)
  const create = ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes']
  await promisify(execFile)(commands.cli, create)
  for (const node of nodes) {
    await until('the cluster is whole', async () =>
      /cluster_state:ok[\s\S]*cluster_known_nodes:6/.test(await node.cli('cluster', 'info')),
    )
  }
  await untilReplicated(nodes)
  for (const key of SPREAD) {
    await until('replicas acknowledge', () => acknowledged(commands, first.port, key))
  }
  return nodes
}

/** Keys enough for every master to have some. */
const SPREAD = [...'abcdefghijkl']

/** Does a replica acknowledge a write within a moment? */
function acknowledged(commands: Commands, port: number, key: string): boolean {
  const input = `SET ${key} 1\nWAIT 1 100\nDEL ${key}\n`
  const said = execFileSync(commands.cli, ['-c', '-p', String(port)], { input, encoding: 'utf8' })
  return /^OK\n1$/m.test(said)
}

/** Waits until every master has a replica, and has heard from it how far it is. */
export async function untilReplicated(nodes: RedisNode[]): Promise<void> {
  await until('every master has its replica', async () => {
    const all = await Promise.all(nodes.map((node) => node.cli('info', 'replication')))
    const masters = all.filter((told) => /role:master/.test(told))
    return (
      masters.length === MASTERS && masters.every((told) => /state=online,offset=[1-9]/.test(told))
    )
  })
}

interface Commands {
  server: string
  cli: string
}

function findCommands(t: Telling): Commands | undefined {
  const server = installed(t, ['redis-server', 'valkey-server'], HOW)
  const cli = installed(t, ['redis-cli', 'valkey-cli'], HOW)
  return server && cli ? { server, cli } : undefined
}

async function startNode(guarded: Guarded, commands: Commands, options: string[]) {
  const port = await freePort()
  const directory = join(guarded.folder, String(port))
  mkdirSync(directory)
  const start = () =>
    guarded.start(commands.server, [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', directory],
      ...['--save', '', '--appendonly', 'no', '--repl-diskless-sync-delay', '0', ...options],
    ])
  const [, password] = /--requirepass (\S+)/.exec(options.join(' ')) ?? []
  const env = { ...process.env, ...(password && { REDISCLI_AUTH: password }) }
  const cli = async (...words: string[]) =>
    (await promisify(execFile)(commands.cli, ['-p', String(port), ...words], { env })).stdout
  const answers = () =>
    until(`Redis answers on ${port}`, async () => {
      if (node.process.ended()) throw new Error(`Redis ended at its start:\n${guarded.log()}`)
      return (await cli('ping').catch(() => '')).startsWith('PONG')
    })
  const node: RedisNode = {
    port,
    cli,
    process: await start(),
    async again() {
      node.process = await start()
      await answers()
    },
  }
  await answers()
  return node
}
