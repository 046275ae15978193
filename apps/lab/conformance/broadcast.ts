/** Something that many look at: who begins to look is told how it stands, and then what changes. */
export class Broadcast<Told> {
  readonly #listeners = new Set<(told: Told) => void>()
  readonly #whole: () => Told

  /** @param whole how it stands, for who begins to listen */
  constructor(whole: () => Told) {
    this.#whole = whole
  }

  /** @returns how to stop listening */
  listen(listener: (told: Told) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#whole())
    return () => this.#listeners.delete(listener)
  }

  tell(told: Told): void {
    for (const listener of this.#listeners) listener(told)
  }

  tellWhole(): void {
    this.tell(this.#whole())
  }
}
