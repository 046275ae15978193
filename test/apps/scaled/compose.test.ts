/** compose.yaml and the Dockerfile, as far as they can be checked without Docker. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { parse } from 'yaml'
import { SETTINGS } from '../../../shared/config/settings.ts'
import { startServer } from '../../../shared/processes/start-server.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

interface Service {
  command: string[]
  user?: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  secrets?: string[]
  volumes?: string[]
  environment?: Record<string, string>
  healthcheck?: { test: string[] }
  depends_on?: Record<string, { condition: string }>
}
interface Compose {
  services: Record<string, Service>
  volumes: Record<string, unknown>
  secrets: Record<string, { file: string }>
}
const compose = parse(read('compose.yaml'), { merge: true }) as Compose
const servers = Object.entries(compose.services).filter(([name]) => /-\d$/.test(name))

t.test(
  'two instances of each style, with settings that exist and programs that are built',
  async (t) => {
    t.equal(servers.length, 6)
    for (const [name, { command, environment = {} }] of servers) {
      const unknown = Object.keys(environment).filter((each) => !(each in SETTINGS.properties))
      t.strictSame(unknown, [], `${name}: every variable is a setting`)
      t.ok(existsSync(join(ROOT, command[1] ?? '')), `${name}: ${command.join(' ')}`)
      t.match(command[1], name.replace(/-\d$/, ''))
    }
  },
)

t.test('nothing runs with more than it needs', async (t) => {
  for (const [name, service] of Object.entries(compose.services)) {
    t.equal(service.read_only, true, `${name}: read-only root`)
    t.strictSame(service.cap_drop, ['ALL'], `${name}: no capabilities`)
    t.strictSame(service.security_opt, ['no-new-privileges:true'], name)
    t.ok(service.healthcheck, `${name}: health is checked`)
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':')
      const isThere = source.startsWith('.')
        ? existsSync(join(ROOT, source))
        : source in compose.volumes
      t.ok(isThere, `${name}: ${source}`)
    }
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      t.ok(other in compose.services, `${name} waits for ${other}`)
      t.equal(condition, 'service_healthy')
    }
  }
  for (const [name, { user, secrets, environment }] of servers) {
    t.equal(user, 'node', `${name}: not root`)
    t.strictSame(secrets, ['server_secrets'])
    t.equal(environment?.SECRETS_FILE, '/run/secrets/server_secrets', `${name}: secrets are a file`)
  }
  t.match(read('Dockerfile'), /^USER node$/m)
})

t.test('the image has what it copies', async (t) => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
  const sources = copied.flatMap(([, names = '']) => names.split(' '))
  t.ok(sources.length > 4)
  for (const source of sources) t.ok(existsSync(join(ROOT, source)), source)
  const ignored = read('.dockerignore').split('\n')
  for (const source of sources) t.notOk(ignored.includes(source), `${source} is not ignored`)
})

t.test('the health check tells a server that works from one that does not', async (t) => {
  const server = await startServer(t, 'jwt')
  const [, ...test] = servers[0]?.[1].healthcheck?.test ?? []
  const [command = '', ...args] = test.map((each) => {
    return each.replace('127.0.0.1:3000', `127.0.0.1:${new URL(server.url).port}`)
  })
  const status = () => {
    return promisify(execFile)(command, args).then(
      () => 0,
      ({ code }) => code,
    )
  }
  t.equal(await status(), 0, 'it works')
  await server.stop()
  t.equal(await status(), 1, 'it is gone')
})
