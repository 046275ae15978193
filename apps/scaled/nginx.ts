/** nginx as a child of this process. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { spawnTied, type Tied } from '../processes/tied.ts'
import { nginxConfig, type Site } from './nginx-config.ts'

const run = promisify(execFile)
const LOOK_EVERY_MS = 50

export class Nginx {
  readonly #folder: string
  readonly #listen: string[]
  readonly #arguments: string[]
  #process: Tied | undefined

  constructor(folder: string, listen: string[]) {
    mkdirSync(folder, { recursive: true })
    this.#folder = folder
    this.#listen = listen
    const log = join(folder, 'nginx-error.log')
    this.#arguments = ['-p', folder, '-e', log, '-c', join(folder, 'nginx.conf')]
  }

  /** @throws Error with what nginx says when it can't work like this */
  async start(sites: Site[]): Promise<void> {
    this.#write(sites)
    await run('nginx', [...this.#arguments, '-t'])
    const nginx = spawnTied('QUIT', 'nginx', [...this.#arguments, '-g', 'daemon off;'])
    this.#process = nginx
    let hasEnded = false
    void nginx.ended.then(() => {
      hasEnded = true
    })
    while ((await this.#workers()).length === 0) {
      if (hasEnded) throw new Error(`nginx ended at its start; why is in ${this.#folder}`)
      await delay(LOOK_EVERY_MS)
    }
  }

  /** Takes the new sites, and resolves when no request is left that goes by the old ones. */
  async reload(sites: Site[]): Promise<void> {
    this.#write(sites)
    const old = await this.#workers()
    await run('nginx', [...this.#arguments, '-s', 'reload'])
    for (;;) {
      const now = await this.#workers()
      if (!old.some((worker) => now.includes(worker))) return
      await delay(LOOK_EVERY_MS)
    }
  }

  /** In order: what is under way is answered. */
  async stop(): Promise<void> {
    await this.#process?.stop()
  }

  #write(sites: Site[]): void {
    writeFileSync(join(this.#folder, 'nginx.conf'), nginxConfig(this.#folder, this.#listen, sites))
  }

  async #workers(): Promise<string[]> {
    const master = this.#master()
    if (master === undefined) return []
    const { stdout } = await run('ps', ['-A', '-o', 'ppid=,pid='])
    const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/))
    return lines.flatMap(([parent, pid = '']) => (parent === master ? [pid] : []))
  }

  #master(): string | undefined {
    try {
      // `nginx -t` leaves the file empty; the number stands in it once the master listens.
      return readFileSync(join(this.#folder, 'nginx.pid'), 'utf8').trim() || undefined
    } catch {
      return undefined // not yet
    }
  }
}
