/** Runs any command to its end. */
import { execFile } from 'node:child_process'
import { MAX_WAIT_MS } from '../../shared/processes/until.ts'

interface Ran {
  status: number
  stdout: string
  stderr: string
}

export function run(command: string, args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: MAX_WAIT_MS }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
      resolve({ status, stdout, stderr })
    })
  })
}
