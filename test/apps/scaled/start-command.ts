/** `npm run start:scaled` as a person starts it, for a test: on free ports, with data of its own. */
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { freePort } from '../../../shared/processes/free-port.ts'
import { NODE } from '../../../shared/processes/node.ts'
import { spawnProgram } from '../../../shared/processes/spawn-program.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { until } from '../../../shared/processes/until.ts'
import { STYLES, type StyleName } from '../../../shared/styles.ts'

const PATIENT = new URL('../../support/patient.js', import.meta.url).href

export interface StartedCommand {
  process: ChildProcess
  dataDirectory: string
  url(style: StyleName): string
  /** All that it has written so far. */
  output(): string
}

/** Where all that it needs is installed. It waits for its engines: those of a busy machine are not away. */
export async function startCommand(
  t: Test,
  environment: NodeJS.ProcessEnv,
): Promise<StartedCommand> {
  const dataDirectory = temporaryDirectory(t)
  const ports = await Promise.all(STYLES.map(() => freePort()))
  const path = fileURLToPath(new URL('../../../apps/scaled/command.js', import.meta.url))
  const {
    process: child,
    said,
    ended,
  } = spawnProgram([...NODE, '--import', PATIENT, path], {
    env: {
      ...{ PATH: process.env.PATH, PORTS: ports.join(), DATA_DIR: dataDirectory },
      ...{ LOG_LEVEL: 'warn', ...environment },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = () => said.stdout + said.stderr
  t.teardown(() => {
    child.kill('SIGTERM')
    return ended
  })
  const isUp = () => {
    if (child.exitCode !== null) throw new Error(`it ended at its start:\n${output()}`)
    return said.stdout.includes('Two instances of each style')
  }
  await until('it is up', isUp)
  return {
    process: child,
    dataDirectory,
    url: (style) => `http://localhost:${ports[STYLES.indexOf(style)]}`,
    output,
  }
}
