/** One server as a process of its own, on a port that stays its own through a restart. */
import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** Of what it says: enough for the sentence with which it ends. */
const LAST_WORDS_CHARACTERS = 500
/** What V8 would optimize is not asked often enough to pay for it (docs/decisions/experiments). */
const SHORT_LIVED = ['--no-opt']

export class ServerProcess {
  readonly port: number
  readonly #path: string
  readonly #style: string
  readonly #settings: Readonly<Record<string, string>>
  readonly #nodeArgs: readonly string[]
  #process: ChildProcess | undefined
  #ended: Promise<unknown> = Promise.resolve()
  #isStopping = false
  #isClosed = false
  #words = ''
  /** Why it is gone, where nobody stopped it. */
  fault: string | undefined
  /** Called when it has ended and nobody stopped it. */
  onFault: (fault: string) => void = () => {}

  /** @param nodeArgs arguments for Node itself */
  constructor(
    style: string,
    port: number,
    settings: Readonly<Record<string, string>>,
    nodeArgs: readonly string[] = SHORT_LIVED,
  ) {
    this.port = port
    this.#style = style
    this.#settings = settings
    this.#nodeArgs = nodeArgs
    this.#path = fileURLToPath(new URL(`../../apps/${style}/server.js`, import.meta.url))
  }

  /** @throws Error with its last words when it does not come up, or when it has been closed */
  async start(
    secrets: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    if (this.#isClosed) throw new Error(`${this.#style} has been closed`)
    this.#isStopping = false
    const server = spawn(process.execPath, [...this.#nodeArgs, this.#path], {
      detached: true, // so that Ctrl-C reaches this process alone, which knows the order of stopping
      env: {
        ...inherited(),
        HOST: '127.0.0.1',
        PORT: String(this.port),
        SECRETS: secrets.join(','),
        LOG_LEVEL: 'fatal',
        ...this.#settings,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#process = server
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        this.#words = (this.#words + text).slice(-LAST_WORDS_CHARACTERS)
      })
    }
    this.#ended = new Promise((resolve) => {
      server.once('close', (status, signal) => {
        if (!this.#isStopping) {
          const words = this.#words.trim()
          const how = signal === null ? `with status ${status}` : `by ${signal}`
          this.fault = `${this.#style} ended by itself ${how}${words && `: ${words}`}`
          this.onFault(this.fault)
        }
        resolve(undefined)
      })
    })
    const up = new Promise<void>((resolve) => server.once('message', () => resolve()))
    const fallen = this.#ended.then(() => {
      throw new Error(this.fault ?? `${this.#style} was stopped at its start`)
    })
    fallen.catch(() => {})
    await Promise.race([up, fallen])
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
      if (this.#isStopping) throw new Error(`${this.#style} was stopped at its start`)
      if (store?.isUp === false) throw new Error(`the store of ${this.#style} has ended`)
      await delay(20)
    }
  }

  /** The channel to it, while it runs: what it was started with may listen there. */
  get channel(): ChildProcess | undefined {
    return this.#process?.connected ? this.#process : undefined
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  /** Kills it as a crash would: nobody stopped it. */
  async crash(): Promise<void> {
    this.#process?.kill('SIGKILL')
    await this.#ended
  }

  /** Tells it to stop, or kills it, and waits until it is gone. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.#isStopping = true
    this.#process?.kill(signal)
    await this.#ended
  }

  /** Stops it for good: who was about to start it, such as a run that was given up, can do so no more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.stop()
  }
}

/** Settings of the one who runs this must not reach the servers that are compared. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { ...(PATH && { PATH }), ...(HOME && { HOME }), ...(TMPDIR && { TMPDIR }) }
}
