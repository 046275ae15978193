/** One instance of a style: a process of its own, which is told to stop and finishes what is under way. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../shared/processes/free-port.ts'

export interface Instance {
  port: number
  process: ChildProcess
  stop(): Promise<void>
}

/** @throws Error when it does not come up; it has said why */
export async function startInstance(style: string, settings: NodeJS.ProcessEnv): Promise<Instance> {
  const port = await freePort()
  const path = fileURLToPath(new URL(`../${style}/server.js`, import.meta.url))
  const server = spawn(process.execPath, [path], {
    detached: true, // so that Ctrl-C reaches the one process that knows the order of stopping
    env: { ...process.env, ...settings, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    server.once('message', () => resolve())
    server.once('exit', () => reject(new Error(`An instance of ${style} did not come up.`)))
  })
  return {
    port,
    process: server,
    async stop() {
      server.kill('SIGTERM')
      await ended
    },
  }
}
