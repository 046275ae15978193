/** Everyone's tables: opened when a person comes, ended when nobody has looked at them for a while. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Table } from './play/table.ts'

/** Each has three or more processes of some 70 MB. */
export const MOST_TABLES = 8
const IDLE_MS = 30 * 60_000
const LOOK_EVERY_MS = 60_000

export class TooManyTables extends Error {
  override readonly name = 'TooManyTables'
}

interface Held {
  readonly table: Promise<Table>
  lastAskedMs: number
}

export class Tables {
  readonly #folder = mkdtempSync(join(tmpdir(), 'three-ways-lab-'))
  readonly #held = new Map<string, Held>()
  readonly #timer: NodeJS.Timeout

  constructor() {
    this.#timer = setInterval(() => this.#endIdle(), LOOK_EVERY_MS).unref()
  }

  /** @throws TooManyTables where there is no room and nobody has left */
  async open(): Promise<Table> {
    if (this.#held.size >= MOST_TABLES) await this.#endLeftLongest()
    if (this.#held.size >= MOST_TABLES) throw new TooManyTables('All tables are taken.')
    const id = randomBytes(9).toString('base64url')
    const table = Table.open(id, join(this.#folder, id))
    this.#held.set(id, { table, lastAskedMs: Date.now() })
    table.catch(() => this.#held.delete(id))
    return table
  }

  /** Undefined for one that is not there, or not any more. */
  async at(id: string): Promise<Table | undefined> {
    const held = this.#held.get(id)
    if (held === undefined) return undefined
    held.lastAskedMs = Date.now()
    return held.table
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    const tables = await Promise.allSettled([...this.#held.values()].map(({ table }) => table))
    await Promise.all(
      tables.flatMap((each) => (each.status === 'fulfilled' ? [each.value.close()] : [])),
    )
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #endIdle(): Promise<void> {
    for (const [id, held] of this.#held) {
      if (Date.now() - held.lastAskedMs >= IDLE_MS) await this.#endUnlessLookedAt(id, held)
    }
  }

  /** For who comes when all are taken: the one that was asked for least lately, and that nobody looks at. */
  async #endLeftLongest(): Promise<void> {
    const byAge = [...this.#held].sort(([, a], [, b]) => a.lastAskedMs - b.lastAskedMs)
    for (const [id, held] of byAge) if (await this.#endUnlessLookedAt(id, held)) return
  }

  async #endUnlessLookedAt(id: string, { table }: Held): Promise<boolean> {
    const opened = await table.catch(() => undefined)
    if (opened?.hasListeners) return false
    this.#held.delete(id)
    await opened?.close()
    return true
  }
}
