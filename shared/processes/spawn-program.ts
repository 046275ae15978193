/** A program as a process of its own, with all that it says and how it ends. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

export interface Program {
  readonly process: ChildProcess
  /** All that it has written so far, as far as it was not told to write elsewhere. */
  readonly said: { stdout: string; stderr: string }
  /** Settles when it has ended and everything that it wrote has arrived. */
  readonly ended: Promise<End>
}

interface End {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
}

export function spawnProgram(
  [command = '', ...args]: readonly string[],
  options: SpawnOptions,
): Program {
  const child = spawn(command, args, options)
  const said = { stdout: '', stderr: '' }
  const written = (['stdout', 'stderr'] as const).map((name) => {
    child[name]?.setEncoding('utf8').on('data', (text) => {
      said[name] += text
    })
    return new Promise((resolve) => child[name]?.once('close', resolve) ?? resolve(undefined))
  })
  // Not its "close", which does not come where this process has closed the channel to it.
  const exited = new Promise<End>((resolve) => {
    child.once('exit', (status, signal) => resolve({ status, signal }))
    // There is no such program: it has ended before it began.
    child.once('error', ({ message }) => {
      said.stderr += message
      resolve({ status: null, signal: null })
    })
  })
  const ended = Promise.all(written).then(() => exited)
  return { process: child, said, ended }
}
