/** Starts engines under a guardian, in a temporary folder of their own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NODE } from '../node.ts'
import { until } from '../until.ts'
import type { Notice, StartMessage } from './guardian.ts'

interface Test {
  name: string
  teardown(end: () => unknown): void
}

/** A process that a guardian watches over. */
export interface Running {
  pid: number
  ended(): boolean
  /** Stops it where it stands (SIGSTOP), and waits until every thread of it has. */
  freeze(): Promise<void>
  thaw(): void
  /** Ends it at once, as a crash does, and waits until it is gone. */
  kill(): Promise<void>
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>
}

export class Guarded {
  readonly folder = mkdtempSync(join(tmpdir(), 'three-ways-engine-'))
  readonly #guardian: ChildProcess
  readonly #gone: Promise<unknown>
  readonly #exited = new Set<number>()
  #starts = 0

  constructor(t: Test) {
    const path = fileURLToPath(new URL('./guardian.js', import.meta.url))
    const [command, ...args] = NODE
    // A group of its own: what ends the test's whole group leaves the guardian its work to do.
    this.#guardian = spawn(command, [...args, path, this.folder], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#gone = new Promise((resolve) => this.#guardian.once('exit', resolve))
    this.#guardian.on('message', (notice: Notice) => {
      if ('exited' in notice) this.#exited.add(notice.exited)
    })
    t.teardown(() => this.end())
  }

  async start(command: string, args: string[]): Promise<Running> {
    this.#starts += 1
    const id = this.#starts
    const started = new Promise<number>((resolve) => {
      const listen = (notice: Notice) => {
        if (!('started' in notice) || notice.id !== id) return
        this.#guardian.off('message', listen)
        resolve(notice.started)
      }
      this.#guardian.on('message', listen)
    })
    this.#guardian.send({ id, command, args } satisfies StartMessage)
    const pid = await started
    const ended = () => this.#exited.has(pid)
    const signal = (name: NodeJS.Signals) => void process.kill(pid, name)
    const end = async (name: NodeJS.Signals) => {
      if (ended()) return
      signal(name)
      await until(`${command} has ended`, ended)
    }
    const freeze = async () => {
      signal('SIGSTOP')
      await until(`${command} is frozen`, () => isFrozen(pid))
    }
    const thaw = () => signal('SIGCONT')
    return { pid, ended, freeze, thaw, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
  }

  /** What the engines have written. */
  log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8')
  }

  /** Ends every engine and takes the folder away. */
  async end(): Promise<void> {
    if (this.#guardian.connected) this.#guardian.disconnect()
    await this.#gone
  }
}

function isFrozen(pid: number): boolean {
  const threads = `/proc/${pid}/task`
  const state = (thread: string) => readFileSync(join(threads, thread, 'stat'), 'utf8')
  return readdirSync(threads).every((thread) => /\) T /.test(state(thread)))
}
