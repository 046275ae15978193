/**
 * The three servers, each a process of its own, started and stopped together. They run outside of the
 * terminal's foreground group, so that Ctrl-C reaches this process alone, and each of them is told to stop
 * once; if this process is killed, they notice the closed channel and stop too.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { SettingError } from '../shared/config/setting-error.ts'

export const STYLES = ['jwt', 'cookie-session', 'server-session'] as const

interface Server {
  style: string
  process: ChildProcess
  /** Settles when it listens; rejects with its last words when it can not. */
  address: Promise<string>
}

/** Ports from `PORTS`, one for each server; empty where each takes its usual one. */
export function portsIn(environment: NodeJS.ProcessEnv): string[] {
  for (const name of ['PORT', 'PUBLIC_ORIGIN']) {
    if (!environment[name]) continue
    throw new SettingError(
      `${name} is for one server, and this starts three: unset it (PORTS=4001,4002,4003 moves all), or start one alone.`,
    )
  }
  const ports = (environment.PORTS ?? '').split(',').flatMap((port) => port.trim() || [])
  const used = ports.filter((port) => port !== '0')
  const areFit = ports.every((port) => /^\d+$/.test(port) && Number(port) <= 65_535)
  const isFit = ports.length === STYLES.length && areFit && new Set(used).size === used.length
  if (ports.length === 0 || isFit) return ports
  throw new SettingError(
    'PORTS names three different ports, one for each server, such as 4001,4002,4003.',
  )
}

export class ThreeServers {
  #ports: readonly string[]
  #servers: Server[] = []
  #stopping = false

  /** @param onEnd one of them has ended by itself, after all had started */
  constructor(ports: readonly string[], onEnd: (style: string) => void) {
    this.#ports = ports
    this.#onEnd = onEnd
  }
  readonly #onEnd: (style: string) => void

  /**
   * @returns where each of them listens
   * @throws SettingError with the words of the first that can not start; the others are stopped
   */
  async start(): Promise<string[]> {
    this.#stopping = false
    this.#servers = STYLES.map((style, index) => started(style, this.#ports[index] ?? ''))
    try {
      const addresses = await Promise.all(this.#servers.map(({ address }) => address))
      this.#ports = addresses.map((address) => new URL(address).port)
      for (const { style, process } of this.#servers) {
        process.once('exit', () => this.#stopping || this.#onEnd(style))
      }
      return addresses
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** Tells each to stop, and waits until all are gone; what is under way is finished. */
  async stop(onStopped: (style: string) => void = () => {}): Promise<void> {
    this.#stopping = true
    await Promise.all(
      this.#servers.map(async ({ style, process: server }) => {
        if (server.exitCode !== null || server.signalCode !== null) return
        const ended = once(server, 'exit')
        server.kill('SIGTERM')
        await ended
        onStopped(style)
      }),
    )
  }
}

function started(style: string, port: string): Server {
  const path = fileURLToPath(new URL(`./${style}/server.js`, import.meta.url))
  const server = spawn(process.execPath, [path], {
    detached: true,
    env: { ...process.env, PORT: port },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let words = ''
  const keep = (text: string) => {
    words += text
  }
  server.stderr?.setEncoding('utf8').on('data', keep)
  const address = new Promise<string>((resolve, reject) => {
    server.once('message', ({ listening }: { listening: string }) => {
      server.stderr?.off('data', keep).pipe(process.stderr)
      resolve(listening)
    })
    server.once('close', (status) => {
      reject(new SettingError(words.trim() || `${style} has ended with status ${status}.`))
    })
  })
  address.catch(() => {}) // the first that fails is told; the others would say the same
  return { style, process: server, address }
}
