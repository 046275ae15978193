/**
 * `STORE=memory`: a Map in this process, gone with it. It keeps JSON, not objects, so that it
 * behaves like every other store (a Date is a string when it comes back, and nothing is shared), and it
 * drops what has expired, where the library's own keeps it until someone asks for it.
 */
import type { VisitorState } from '../../../shared/auth-style.ts'
import { type StateStore, StoreFull } from './store.ts'

const SWEEP_EVERY_SECONDS = 60
/** What an entry takes beside its JSON: key, Map slot, number; rounded up from a measurement. */
const ENTRY_BYTES = 250

interface Entry {
  json: string
  expiresAt: number
}

export class MemoryStore implements StateStore {
  readonly kind = 'memory'
  readonly #entries = new Map<string, Entry>()
  readonly #limitBytes: number
  readonly #sweeper: NodeJS.Timeout
  #bytes = 0

  /** @param limitBytes past this a state that takes more is refused with `StoreFull`; none is pushed out */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
    this.#sweeper = setInterval(() => this.sweep(Date.now()), SWEEP_EVERY_SECONDS * 1000).unref()
  }

  get size(): number {
    return this.#entries.size
  }

  async get(key: string): Promise<VisitorState | undefined> {
    const entry = this.#entries.get(key)
    return entry && JSON.parse(entry.json)
  }

  async set(key: string, state: VisitorState): Promise<void> {
    const entry = { json: JSON.stringify(state), expiresAt: state.expiresAt }
    const grows = bytesOf(entry) - bytesOf(this.#entries.get(key))
    if (this.#bytes + grows > this.#limitBytes && grows > 0) {
      this.sweep(Date.now())
      if (this.#bytes + grows > this.#limitBytes) throw new StoreFull()
    }
    this.#bytes += bytesOf(entry) - bytesOf(this.#entries.get(key))
    this.#entries.set(key, entry)
  }

  async destroy(key: string): Promise<void> {
    this.#bytes -= bytesOf(this.#entries.get(key))
    this.#entries.delete(key)
  }

  /** Drops every state that ended before `now` (milliseconds since the epoch). */
  sweep(now: number): void {
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt <= now) void this.destroy(key)
    }
  }

  async ready(): Promise<void> {}

  async close(): Promise<void> {
    clearInterval(this.#sweeper)
  }
}

/** V8 keeps a string in one byte a character while all are of Latin-1, otherwise in two. */
function bytesOf(entry: Entry | undefined): number {
  if (entry === undefined) return 0
  const bytesPerCharacter = /[^ -\u00ff]/.test(entry.json) ? 2 : 1 // JSON holds no control character
  return entry.json.length * bytesPerCharacter + ENTRY_BYTES
}
