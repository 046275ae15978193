/** Runs a program of this project to its end, as someone at a terminal would: input in, words and a status out. */

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { NODE } from './node.ts'
import { MAX_WAIT_MS } from './until.ts'

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

/**
 * @param program its path under `apps`, such as `jwt/server`
 * @param environment all that it sees, beside `PATH`
 */
export function runProgram(
  program: string,
  environment: NodeJS.ProcessEnv,
  { args = [], input = '' }: { args?: string[]; input?: string } = {},
): Promise<Ended> {
  const path = fileURLToPath(new URL(`../../apps/${program}.js`, import.meta.url))
  const [command, ...nodeArgs] = NODE
  const child = spawn(command, [...nodeArgs, path, ...args], {
    env: { PATH: process.env.PATH, ...environment },
  })
  const written = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (written.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (written.stderr += text))
  child.stdin.on('error', () => {}) // it may end before it has read all
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${program} does not end; it said: ${written.stdout}${written.stderr}`))
    }, MAX_WAIT_MS)
    child.once('close', (status) => {
      clearTimeout(timer)
      resolve({ status, ...written })
    })
  })
}
