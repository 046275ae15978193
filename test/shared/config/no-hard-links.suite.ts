/** A data folder on a file system without hard links, such as exFAT or a virtual machine's shared folder. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { NODE } from '../../../shared/processes/node.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'

/** So many begin at once that on any machine some meet before the secret is there. */
const PROCESSES = 12
const SECRETS = new URL('../../../shared/config/secrets.js', import.meta.url).href

/** Node's arguments for a process in which every hard link fails so; undefined leaves links as they are. */
function failingLinks(code: string | undefined): string[] {
  if (code === undefined) return []
  const preload = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    fs.linkSync = () => { throw Object.assign(new Error('no hard links here'), { code: '${code}' }) }
    syncBuiltinESMExports()`
  return [`--import=data:text/javascript,${encodeURIComponent(preload)}`]
}

/** The secret that each process ends up with; they all ask for it as soon as they are told to. */
async function secretsAtOnce(dataDirectory: string, nodeArgs: string[]): Promise<string[]> {
  const program = `
    import { loadSecrets } from '${SECRETS}'
    process.stdin.once('data', () => {
      const given = { SECRETS: '', SECRETS_FILE: '', DATA_DIR: process.argv[1] }
      console.log(loadSecrets(given, false).join())
      process.stdin.destroy()
    })
    console.log('ready')`
  const [command, ...args] = NODE
  const processes = Array.from({ length: PROCESSES }, () =>
    spawn(command, [...args, ...nodeArgs, '--input-type=module', '-e', program, dataDirectory]),
  )
  const ready = processes.map(
    ({ stdout }) => new Promise((resolve) => stdout.once('readable', resolve)),
  )
  await Promise.all(ready)
  const said = processes.map(
    async ({ stdout, stderr }) => (await text(stdout)) + (await text(stderr)),
  )
  for (const { stdin } of processes) stdin.write('go')
  return (await Promise.all(said)).map((words) => words.replace('ready\n', '').trim())
}

for (const code of [undefined, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']) {
  t.test(`${PROCESSES} processes begin at once, and a hard link ${code ?? 'works'}`, async (t) => {
    const folder = join(t.testdir(), 'data')
    const secrets = await secretsAtOnce(folder, failingLinks(code))
    t.equal(secrets.length, PROCESSES)
    t.match(secrets[0], /^[\w-]{64}$/)
    t.equal(new Set(secrets).size, 1, 'they have the same secret')
    t.strictSame(
      readdirSync(folder),
      [code === undefined ? 'secret' : 'secret.d'],
      'nothing is left over',
    )
    t.strictSame(await secretsAtOnce(folder, []), secrets, 'later ones have it too')
  })
}

t.test('another failure of the link is told, and nothing is left over', async (t) => {
  const folder = join(t.testdir(), 'data')
  const [first] = await secretsAtOnce(folder, failingLinks('EIO'))
  t.match(first, /DATA_DIR \("[^"]*"\) can not be used: EIO\./)
  t.strictSame(readdirSync(folder), [])
})

t.test('a secret there that is too short is named where it is', async (t) => {
  const folder = t.testdir({ 'secret.d': {} })
  const file = join(folder, 'secret.d', 'secret')
  writeFileSync(file, 'short\n')
  const [first] = await secretsAtOnce(folder, failingLinks('EPERM'))
  t.match(first, `"${file}" holds no secret of 32 bytes: delete it, and one is made.`)
  t.equal(readFileSync(file, 'utf8'), 'short\n')
})

t.test('the three servers start there', async (t) => {
  const DATA_DIR = join(t.testdir(), 'data')
  const servers = await Promise.all(
    STYLES.map((style) => startServer(t, style, { DATA_DIR }, failingLinks('EPERM'))),
  )
  for (const { url } of servers) t.equal((await fetch(`${url}/health/ready`)).status, 200)
})
