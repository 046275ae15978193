/** A Redis that can be stopped and started again, with what it held, and read from outside. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from 'redis'
import { freePort } from './free-port.ts'
import { spawnTied, type Tied } from './tied.ts'

/** Undefined where there is one; else what to do about it. */
export function missingRedis(): string | undefined {
  try {
    execFileSync('redis-server', ['-v'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'there is no redis-server here (apt-get install redis-server)'
  }
}

export class OwnRedis {
  readonly #folder: string
  readonly #port: number
  /** Other users of this machine reach the port as well. */
  readonly #password = randomBytes(24).toString('base64url')
  #process: Tied | undefined
  #frozenPid: number | undefined
  #isClosed = false

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.#port = port
  }

  static async open(folder: string): Promise<OwnRedis> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const redis = new OwnRedis(folder, await freePort())
    await redis.start()
    return redis
  }

  get url(): string {
    return `redis://:${this.#password}@127.0.0.1:${this.#port}`
  }

  get isUp(): boolean {
    return this.#process !== undefined
  }

  async start(): Promise<void> {
    if (this.#frozenPid !== undefined) process.kill(this.#frozenPid, 'SIGCONT')
    this.#frozenPid = undefined
    if (this.#process !== undefined) return
    if (this.#isClosed) throw new Error('this redis-server has been closed')
    const where = ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#folder]
    // In a file, as the arguments of a process can be seen by everyone.
    const file = join(this.#folder, 'redis.conf')
    writeFileSync(file, `requirepass ${this.#password}\n`, { mode: 0o600 })
    const program = spawnTied('TERM', 'redis-server', [
      file,
      ...where,
      ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
    ])
    this.#process = program
    void program.ended.then(() => {
      if (this.#process === program) this.#process = undefined
      return program.stop()
    })
    while (!(await this.#answers())) {
      if (this.#process !== program) throw new Error('redis-server ended at its start')
      await delay(20)
    }
  }

  async stop(): Promise<void> {
    await this.#process?.stop()
    this.#process = undefined
    this.#frozenPid = undefined
  }

  /** Stops it for good: who was about to start it can do so no more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.stop()
  }

  /** It takes connections and bytes and answers nothing, until it is started again. */
  async freeze(): Promise<void> {
    const client = await createClient({ url: this.url }).connect()
    const [, pid] = /^process_id:(\d+)/m.exec(await client.info('server')) ?? []
    client.destroy()
    this.#frozenPid = Number(pid)
    process.kill(this.#frozenPid, 'SIGSTOP')
  }

  /** Every key with its value, a line each. */
  async content(): Promise<string> {
    const client = await createClient({ url: this.url }).connect()
    const lines: string[] = []
    for await (const keys of client.scanIterator()) {
      for (const key of keys) {
        const isText = (await client.type(key)) === 'string'
        lines.push(`${key} ${isText ? await client.get(key) : ''}`)
      }
    }
    client.destroy()
    return lines.join('\n')
  }

  /** Calls of each command since it began (Redis: INFO commandstats). */
  async calls(): Promise<Record<string, number>> {
    const client = await createClient({ url: this.url }).connect()
    const told = await client.info('commandstats')
    client.destroy()
    const found = told.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)
    return Object.fromEntries([...found].map(([, name = '', calls]) => [name, Number(calls)]))
  }

  /** It says PONG only when it has read what it had kept. */
  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.#port, '127.0.0.1', () => {
        socket.write(`AUTH ${this.#password}\r\nPING\r\n`)
      })
      let answers = ''
      socket.on('data', (data) => {
        answers += String(data)
        if (!/^[+-].*\r\n[+-].*\r\n/.test(answers)) return // of two
        socket.destroy()
        resolve(answers.startsWith('+OK\r\n+PONG'))
      })
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
    })
  }
}
