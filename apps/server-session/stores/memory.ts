/**
 * `STORE=memory`: a Map in this process, gone with it. It keeps JSON, not objects, so that it
 * behaves like every other store (a Date is a string when it comes back, and nothing is shared), and it
 * drops what has expired, where the library's own keeps it until someone asks for it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import { type StateStore, StoreFull } from './store.ts'

const SWEEP_EVERY_SECONDS = 60
/** A look at a million states takes a second or more: in slices, so that requests go on meanwhile. */
const SLICE = 5000
/** A full store is swept for who comes, but not for everyone who comes. */
const SWEEP_FULL_EVERY_MS = 1000
/** What an entry takes beside its JSON: key, Map slot, number; rounded up from a measurement. */
const ENTRY_BYTES = 250

interface Entry {
  json: string
  expiresAt: number
  bytes: number
}

export class MemoryStore implements StateStore {
  readonly kind = 'memory'
  readonly #entries = new Map<string, Entry>()
  readonly #limitBytes: number
  readonly #sweeper: NodeJS.Timeout
  #bytes = 0
  #sweptFull = Number.NEGATIVE_INFINITY

  /** @param limitBytes past this a state that takes more is refused with `StoreFull`; none is pushed out */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
    this.#sweeper = setInterval(() => this.#sweepInSlices(), SWEEP_EVERY_SECONDS * 1000).unref()
  }

  get size(): number {
    return this.#entries.size
  }

  async get(key: string): Promise<VisitorState | undefined> {
    const entry = this.#entries.get(key)
    return entry && JSON.parse(entry.json)
  }

  async set(key: string, state: VisitorState): Promise<void> {
    const json = JSON.stringify(state)
    const entry = { json, expiresAt: state.expiresAt, bytes: bytesOf(json) }
    const grows = () => entry.bytes - (this.#entries.get(key)?.bytes ?? 0)
    const isTooMuch = () => this.#bytes + grows() > this.#limitBytes && grows() > 0
    if (isTooMuch()) this.#sweepFull()
    if (isTooMuch()) throw new StoreFull()
    this.#bytes += grows()
    this.#entries.set(key, entry)
  }

  async destroy(key: string): Promise<void> {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0
    this.#entries.delete(key)
  }

  /** Drops every state that ended before `now` (milliseconds since the epoch). */
  sweep(now: number): void {
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt <= now) void this.destroy(key)
    }
  }

  #sweepFull(): void {
    if (performance.now() < this.#sweptFull + SWEEP_FULL_EVERY_MS) return
    this.sweep(Date.now())
    this.#sweptFull = performance.now()
  }

  async #sweepInSlices(): Promise<void> {
    let looked = 0
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt <= Date.now()) void this.destroy(key)
      looked += 1
      if (looked % SLICE === 0) await nextTurn()
    }
  }

  async ready(): Promise<void> {}

  async close(): Promise<void> {
    clearInterval(this.#sweeper)
  }
}

/** V8 keeps a string in one byte a character while all are of Latin-1, otherwise in two. */
function bytesOf(json: string): number {
  const bytesPerCharacter = /[^ -\u00ff]/.test(json) ? 2 : 1 // JSON holds no control character
  return json.length * bytesPerCharacter + ENTRY_BYTES
}
