/** What happened at one column: its steps, and what is needed to come back to one or to play it again. */
import type { Jar } from '../../../shared/visitor/jar.ts'
import type { Done } from './done.ts'
import { type Frame, MOST_FRAMES } from './frame.ts'

export class History {
  readonly frames: Frame[] = []
  /** By the number of its frame. */
  readonly done = new Map<number, Done>()
  /** By the number of the frame after which it was so. */
  readonly #jars = new Map<number, Jar>()

  get nextNumber(): number {
    return (this.frames.at(-1)?.number ?? 0) + 1
  }

  /** @param jar of `you`, as it is now */
  keep(frame: Frame, done: Done, jar: Jar): void {
    this.frames.push(frame)
    this.done.set(frame.number, done)
    this.#jars.set(frame.number, jar.copy())
    if (this.frames.length <= MOST_FRAMES) return
    const [{ number = 0 } = {}] = this.frames.splice(0, 1)
    this.done.delete(number)
    this.#jars.delete(number)
  }

  /** Undefined where it is not kept any more. */
  jarAfter(number: number): Jar | undefined {
    return this.#jars.get(number)?.copy()
  }
}
