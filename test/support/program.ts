/** Runs a program of this project to its end, as someone at a terminal would: input in, words and a status out. */

import { fileURLToPath } from 'node:url'
import { NODE } from '../../shared/processes/node.ts'
import { spawnProgram } from '../../shared/processes/spawn-program.ts'
import { MAX_WAIT_MS } from '../../shared/processes/until.ts'

interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

/**
 * @param program its path under `apps`, such as `jwt/server`
 * @param environment all that it sees, beside `PATH`
 */
export async function runProgram(
  program: string,
  environment: NodeJS.ProcessEnv,
  { args = [], input = '' }: { args?: string[]; input?: string } = {},
): Promise<Ended> {
  const path = fileURLToPath(new URL(`../../apps/${program}.js`, import.meta.url))
  const {
    process: child,
    said,
    ended,
  } = spawnProgram([...NODE, path, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    timeout: MAX_WAIT_MS,
    killSignal: 'SIGKILL',
  })
  child.stdin?.on('error', () => {}) // it may end before it has read all
  child.stdin?.end(input)
  const { status, signal } = await ended
  if (signal === 'SIGKILL') {
    throw new Error(`${program} does not end; it said: ${said.stdout}${said.stderr}`)
  }
  return { status, ...said }
}
