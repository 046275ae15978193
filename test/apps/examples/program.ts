/** Starts an example as a process of its own, on a free port that it tells by printing its address. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'

interface Test {
  teardown(end: () => unknown): void
}

export interface Program {
  /** A file, or `-` for one that is given as `source`. */
  readonly file: string
  readonly source?: string
  readonly directory?: string
}

/**
 * @returns its address
 * @throws Error with what it said when it does not come up
 */
export async function startProgram(t: Test, { file, source, directory }: Program): Promise<string> {
  const interpreter = file.endsWith('.py') ? 'python3' : process.execPath
  const args = source === undefined ? [file] : ['--input-type=module', '-']
  const child = spawn(interpreter, args, {
    cwd: directory,
    // SECRET is for the lines that mend a published one.
    env: { PATH: process.env.PATH, PORT: '0', SECRET: randomBytes(32).toString('hex') },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()))
  t.teardown(() => {
    child.kill('SIGKILL')
    return exited
  })
  child.stdin.on('error', () => {}) // it may end before it has read all
  child.stdin.end(source ?? '')
  let said = ''
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`${file} ${reason}; it said: ${said}`))
    child.once('error', (error) => fail(error.message))
    child.once('close', () => fail('ended'))
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const address = /http:\/\/[\d.]+:\d+/.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
  })
}
