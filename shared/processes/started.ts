/**
 * A server of this project as a process of its own. It runs outside of the terminal's foreground group, so
 * that Ctrl-C reaches this process alone, and is told to stop once; if this process is killed, it notices
 * the closed channel and stops too.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { SettingError } from '../config/setting-error.ts'

export interface Started {
  readonly name: string
  readonly process: ChildProcess
  /** Settles when it listens; rejects with its last words when it can not. */
  readonly address: Promise<string>
  /** Lets it finish what is under way. @returns false where it had ended before */
  stop(): Promise<boolean>
}

/** @param name of the folder under apps that has its `server.ts` */
export function started(name: string, settings: Readonly<Record<string, string>>): Started {
  const path = fileURLToPath(new URL(`../../apps/${name}/server.js`, import.meta.url))
  const server = spawn(process.execPath, [path], {
    detached: true,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const address = addressOf(name, server)
  address.catch(() => {}) // the first that fails is told; the others would say the same
  return {
    name,
    process: server,
    address,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return false
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      return true
    },
  }
}

function addressOf(name: string, server: ChildProcess): Promise<string> {
  let words = ''
  const keep = (text: string) => {
    words += text
  }
  server.stderr?.setEncoding('utf8').on('data', keep)
  return new Promise((resolve, reject) => {
    server.once('message', ({ listening }: { listening: string }) => {
      server.stderr?.off('data', keep).pipe(process.stderr)
      resolve(listening)
    })
    server.once('close', (status) => {
      reject(new SettingError(words.trim() || `${name} has ended with status ${status}.`))
    })
  })
}
