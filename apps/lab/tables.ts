/** Everyone's tables: opened when a person comes, ended when nobody has looked at them for a while. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ownFolder } from './own-folder.ts'
import { Table } from './play/table.ts'

/** Each has three or more processes of some 70 MB. */
export const MOST_TABLES = 8
const IDLE_MS = 30 * 60_000
const LOOK_EVERY_MS = 60_000
/** The next table is laid when whoever came last has begun to play: three processes start then. */
const LAID_AFTER_MS = 3000

export class TooManyTables extends Error {
  override readonly name = 'TooManyTables'
}

interface Opening {
  readonly id: string
  readonly table: Promise<Table>
}

interface Held {
  readonly table: Promise<Table>
  lastAskedMs: number
}

export class Tables {
  readonly #folder = ownFolder()
  readonly #held = new Map<string, Held>()
  readonly #timer: NodeJS.Timeout
  /** For who comes next, who then waits for no process to start. */
  #laid: Opening | undefined
  #isClosed = false

  constructor() {
    this.#timer = setInterval(() => this.#endIdle().catch(console.error), LOOK_EVERY_MS).unref()
  }

  /** @throws TooManyTables where there is no room and nobody has left */
  async open(): Promise<Table> {
    if (this.#held.size >= MOST_TABLES) await this.#endLeftLongest()
    if (this.#held.size >= MOST_TABLES) throw new TooManyTables('All tables are taken.')
    const { id, table } = this.#laid ?? this.#opening()
    this.#laid = undefined
    this.#held.set(id, { table, lastAskedMs: Date.now() })
    table.catch(() => this.#held.delete(id))
    setTimeout(() => this.lay(), LAID_AFTER_MS).unref()
    return table
  }

  /** Waits for the table of who comes next. */
  async laid(): Promise<void> {
    await this.#laid?.table
  }

  /** Opens a table before anyone has come. */
  lay(): void {
    if (this.#laid !== undefined || this.#isClosed) return
    const laid = this.#opening()
    this.#laid = laid
    laid.table.catch(() => {
      if (this.#laid === laid) this.#laid = undefined // who comes will be told why
    })
  }

  /** Undefined for one that is not there, or not any more. */
  async at(id: string): Promise<Table | undefined> {
    const held = this.#held.get(id)
    if (held === undefined) return undefined
    held.lastAskedMs = Date.now()
    return held.table
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#timer)
    const opened = [...this.#held.values(), ...(this.#laid === undefined ? [] : [this.#laid])]
    const tables = await Promise.allSettled(opened.map(({ table }) => table))
    await Promise.all(
      tables.flatMap((each) => (each.status === 'fulfilled' ? [each.value.close()] : [])),
    )
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #opening(): Opening {
    const id = randomBytes(9).toString('base64url')
    return { id, table: Table.open(id, join(this.#folder, id)) }
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
    if (opened?.events.hasListeners) return false
    this.#held.delete(id)
    await opened?.close()
    return true
  }
}
