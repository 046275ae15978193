import { keysIn, valueAt } from './located.ts'

/**
 * Schemas that a check may have to go through: those of a sound API are some hundreds. Where each refers to the next one
 * twice, thirty lines are a thousand million, and nothing else is done meanwhile.
 */
export const MOST_STEPS = 10_000

/** How many schemas, and parts of them, stand in one with all its references put in; a reference to itself counts once. */
export function stepsIn(root: unknown, keys: readonly string[]): number {
  return new Counter(root).at(keys.join('/'), valueAt(root, keys))
}

class Counter {
  readonly #root: unknown
  readonly #counted = new Map<string, number>()

  constructor(root: unknown) {
    this.#root = root
  }

  at(place: string, schema: unknown): number {
    const known = this.#counted.get(place)
    if (known !== undefined) return known
    this.#counted.set(place, 1) // a circle ends where it began
    const steps = this.#in(schema)
    this.#counted.set(place, steps)
    return steps
  }

  #in(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0
    let steps = 1
    for (const [name, within] of Object.entries(value)) {
      if (steps > MOST_STEPS) break
      steps += name === '$ref' ? this.#behind(String(within)) : this.#in(within)
    }
    return steps
  }

  #behind(reference: string): number {
    if (!reference.startsWith('#/')) return 1
    const keys = keysIn(reference)
    return this.at(keys.join('/'), valueAt(this.#root, keys))
  }
}
