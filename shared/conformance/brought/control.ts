import { execFile } from 'node:child_process'

/** A command that has not ended by then waits for something that does not come. */
const LIMIT_MS = 120_000

/** A command that its owner brought, such as `npm run users --`, to which words are added. */
export type Control = (...words: string[]) => Promise<void>

/**
 * @param command what a shell would run; the words come after it, each quoted
 * @returns rejects with an Error that tells what the command wrote, when it fails
 */
export function control(command: string): Control {
  return (...words) =>
    new Promise((resolve, reject) => {
      const whole = [command, ...words.map((word) => `'${word.replaceAll("'", "'\\''")}'`)].join(
        ' ',
      )
      execFile('sh', ['-c', whole], { timeout: LIMIT_MS }, (error, stdout, stderr) => {
        if (error === null) resolve()
        else reject(new Error(`"${command} ${words.join(' ')}" failed: ${stderr}${stdout}`.trim()))
      })
    })
}
