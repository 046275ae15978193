import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const EVERY_MS = 50
/** Longest that a line may take from the event to the file; as long as an answer may take. */
const WITHIN_MS = 10_000

/** A server's log, read while the server writes it. */
export class ServerLog {
  readonly #path: string

  /** @throws Error whose message says in one sentence why the file can't be read */
  constructor(path: string) {
    if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)) {
      throw new Error(`There is no log file ${path}.`)
    }
    this.#path = path
  }

  /** Bytes so far: a place to read on from. */
  end(): number {
    return statSync(this.#path).size
  }

  /** All that was written since such a place. */
  since(start: number): string {
    const file = openSync(this.#path, 'r')
    try {
      const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - start))
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, start))
    } finally {
      closeSync(file)
    }
  }

  /** Waits for a line since then that fits; answers with whatever was written when the time is over. */
  async lineSince(start: number, fits: (line: string) => boolean): Promise<string | undefined> {
    const deadline = performance.now() + WITHIN_MS
    for (;;) {
      const line = this.since(start).split('\n').find(fits)
      if (line !== undefined || performance.now() > deadline) return line
      await delay(EVERY_MS)
    }
  }
}
