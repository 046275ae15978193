/** Starts an example as a process of its own, on a free port that it tells by printing its address. */
import { randomBytes } from 'node:crypto'
import { NODE } from '../../../shared/processes/node.ts'
import { ServerProcess } from '../../../shared/processes/server-process.ts'
import type { Test } from '../../../shared/processes/start-server.ts'
import { until } from '../../../shared/processes/until.ts'

export interface Program {
  /** A file; or only a name, for one that is given as `source`. */
  readonly file: string
  readonly source?: string
  readonly directory?: string
}

/**
 * @returns its address
 * @throws Error with what it said when it does not come up
 */
export async function startProgram(t: Test, { file, source, directory }: Program): Promise<string> {
  const interpreter = file.endsWith('.py') ? ['python3'] : NODE
  const args = source === undefined ? [file] : ['--input-type=module', '--eval', source]
  const server = new ServerProcess(file, [...interpreter, ...args], {
    cwd: directory,
    // SECRET is for the lines that mend a published one.
    env: { PATH: process.env.PATH, PORT: '0', SECRET: randomBytes(32).toString('hex') },
  })
  t.teardown(() => server.stop('SIGKILL'))
  return until(`${file} tells its address`, () => {
    if (server.fault !== undefined) throw new Error(server.fault)
    return /http:\/\/[\d.]+:\d+/.exec(server.output)?.[0]
  })
}
