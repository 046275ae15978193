import { spawn } from 'node:child_process'

/** Processes of this user whose command or environment names this folder: how many, and nothing of what they hold. */
export async function processesAt(folder: string): Promise<number> {
  const { PATH } = process.env // alone, so that `ps` itself does not name it
  const child = spawn('ps', ['axeww'], { env: { PATH }, stdio: ['ignore', 'pipe', 'ignore'] })
  let listed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (listed += text))
  await new Promise((resolve) => child.once('close', resolve))
  return listed.split('\n').filter((line) => line.includes(folder)).length
}
