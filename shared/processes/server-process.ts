/** The one way to start a server as a process of its own, to wait until it listens, and to end it. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Program, spawnProgram } from './spawn-program.ts'

/** Of what it says: enough for the sentence with which it ends. */
const LAST_WORDS_CHARACTERS = 500
/** What V8 would optimize is not asked often enough to pay for it (docs/decisions/experiments). */
const SHORT_LIVED = ['--no-opt']

interface ServerOptions {
  readonly env: NodeJS.ProcessEnv
  readonly cwd?: string | undefined
  /** Out of the terminal's foreground group: Ctrl-C reaches this process alone, which knows the order of stopping. */
  readonly detached?: boolean
  /** Its output goes to this terminal; what it says of errors at its start is kept for who started it. */
  readonly shown?: boolean
}

/** One run of a server; a restart creates another instance. If this process is killed, the closed channel stops it. */
export class ServerProcess {
  readonly name: string
  /** Settles when it listens, as told by `process.send({ listening: url })`; rejects with what it said instead. */
  readonly listening: Promise<string>
  /** Why it is gone, where nobody stopped it. */
  fault: string | undefined
  /** Called when it has ended and nobody stopped it. */
  onFault: (fault: string) => void = () => {}
  readonly #program: Program
  protected isStopping = false

  constructor(
    name: string,
    command: readonly string[],
    { shown = false, ...options }: ServerOptions,
  ) {
    this.name = name
    const stdio = ['ignore', shown ? 'inherit' : 'pipe', 'pipe', 'ipc'] as const
    this.#program = spawnProgram(command, { ...options, stdio: [...stdio] })
    const ended = this.#program.ended.then(({ status, signal }) => {
      if (this.isStopping) return
      const how = signal === null ? `with status ${status}` : `by ${signal}`
      const words = this.output.slice(-LAST_WORDS_CHARACTERS).trim()
      this.fault = `${name} ended by itself ${how}${words && `: ${words}`}`
      this.onFault(this.fault)
    })
    this.listening = new Promise((resolve, reject) => {
      this.process.once('message', ({ listening }: { listening: string }) => {
        // From now on it is shown, and no longer kept: it may run for months.
        if (shown) this.process.stderr?.removeAllListeners('data').pipe(process.stderr)
        resolve(listening)
      })
      void ended.then(() => {
        if (this.fault === undefined) reject(new Error(`${name} was stopped at its start`))
        else reject(new Error(this.output.trim() || this.fault, { cause: this.fault }))
      })
    })
    this.listening.catch(() => {}) // whoever waits for it is told
  }

  get process(): ChildProcess {
    return this.#program.process
  }

  /** All that it has written so far; of one that is shown, what it said of errors. */
  get output(): string {
    return this.#program.said.stdout + this.#program.said.stderr
  }

  /** Tells it to stop, or kills it, and waits until it is gone. @returns its exit status */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { exitCode, signalCode } = this.process
    if (exitCode === null && signalCode === null) this.isStopping = true // otherwise it has crashed
    this.process.kill(signal)
    return (await this.#program.ended).status
  }

  /** Kills it as a crash would: nobody stopped it. */
  async crash(): Promise<void> {
    this.process.kill('SIGKILL')
    await this.#program.ended
  }
}

/** @param name of the folder under apps that has its `server.ts` */
export function serverFile(name: string): string {
  return fileURLToPath(new URL(`../../apps/${name}/server.js`, import.meta.url))
}

/** A server of this project for whoever is at this terminal, with the settings of this process. */
export function startShown(name: string, settings: NodeJS.ProcessEnv): ServerProcess {
  return new ServerProcess(name, [process.execPath, serverFile(name)], {
    env: { ...process.env, ...settings },
    detached: true,
    shown: true,
  })
}

/** A server of this project that is compared or played with, on a port that the next in its place takes over. */
export class Instance extends ServerProcess {
  readonly port: number

  /** @param nodeArgs arguments for Node itself */
  constructor(
    style: string,
    port: number,
    settings: Readonly<Record<string, string>>,
    nodeArgs: readonly string[] = SHORT_LIVED,
  ) {
    super(style, [process.execPath, ...nodeArgs, serverFile(style)], {
      detached: true,
      env: {
        ...inherited(),
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: 'fatal',
        ...settings,
      },
    })
    this.port = port
  }

  /**
   * Waits until its stores answer it, too: it listens before that.
   * @param store one that runs apart from it
   * @throws Error when it, or that store, has ended or was stopped
   */
  async ready(store?: { readonly isUp: boolean }): Promise<void> {
    const address = `http://127.0.0.1:${this.port}/health/ready`
    while (!(await fetch(address).catch(() => undefined))?.ok) {
      if (this.fault !== undefined) throw new Error(this.fault)
      if (this.isStopping) throw new Error(`${this.name} was stopped at its start`)
      if (store?.isUp === false) throw new Error(`the store of ${this.name} has ended`)
      await delay(20)
    }
  }
}

/** Settings of the one who runs this must not reach the servers that are compared. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { ...(PATH && { PATH }), ...(HOME && { HOME }), ...(TMPDIR && { TMPDIR }) }
}
