/** A codespace or a dev container: `.devcontainer` names this product's ports, and the lab's public origin there. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { USUAL_SERVERS } from '../../apps/lab/conformance/judged-origins.ts'
import { publicOriginIn } from '../../apps/lab/protection.ts'
import { run } from '../support/run.ts'
import { source } from './sources.ts'

const LAB_PORT = 3000
const CODESPACE = [
  'CODESPACE_NAME=silver-train-x4',
  'GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN=app.github.dev',
]
const POST_CREATE = fileURLToPath(new URL('../../../.devcontainer/post-create.sh', import.meta.url))

const container = JSON.parse(source('.devcontainer/devcontainer.json'))

t.test(
  'the ports of npm start are forwarded, and each has the name of what listens there',
  async (t) => {
    const servers = USUAL_SERVERS.map((address) => Number(new URL(address).port))
    t.match(source('apps/lab/server.ts'), `return ${LAB_PORT}\n`)
    t.strictSame(container.forwardPorts, [LAB_PORT, ...servers])
    t.strictSame(Object.keys(container.portsAttributes).map(Number), container.forwardPorts)
  },
)

t.test(
  'a codespace’s terminals name the lab’s public origin, other dev containers’ do not',
  async (t) => {
    const home = await afterPostCreate(t)
    for (const shell of ['bash', 'zsh']) {
      const file = join(home, `.${shell}rc`)
      t.equal(await publicOrigin(file, CODESPACE), 'https://silver-train-x4-3000.app.github.dev')
      t.equal(await publicOrigin(file, []), undefined)
    }
  },
)

/** @returns a home folder in which the container's script has run, with an npm that only says so */
async function afterPostCreate(t: Test): Promise<string> {
  const home = t.testdir()
  const bin = join(home, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho "$@" > ${home}/npm\n`)
  chmodSync(join(bin, 'npm'), 0o755)
  const environment = ['-i', `PATH=${bin}:${process.env.PATH}`, `HOME=${home}`]
  t.match(container.postCreateCommand, /^sh \.devcontainer\/post-create\.sh$/)
  const { status, stderr } = await run('env', [...environment, 'sh', POST_CREATE])
  t.strictSame({ status, stderr }, { status: 0, stderr: '' })
  t.equal(readFileSync(join(home, 'npm'), 'utf8'), 'ci\n')
  return home
}

/** The lab's public origin as a shell has it that has read this file. Its lines are plain sh. */
async function publicOrigin(file: string, environment: string[]): Promise<string | undefined> {
  const script = `. "${file}"; printf %s "\${LAB_PUBLIC_ORIGIN:-}"`
  const { stdout } = await run('env', [
    '-i',
    `PATH=${process.env.PATH}`,
    ...environment,
    'sh',
    '-euc',
    script,
  ])
  return publicOriginIn({ LAB_PUBLIC_ORIGIN: stdout })
}
