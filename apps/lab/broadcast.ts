/** Something that many look at: each is told what changes, and at first how it stands where that can be told. */
export class Broadcast<Told> {
  readonly #listeners = new Set<(told: Told) => void>()
  readonly #whole: (() => Told) | undefined

  /** @param whole how it stands, for who begins to listen */
  constructor(whole?: () => Told) {
    this.#whole = whole
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0
  }

  /** @returns how to stop listening */
  listen(listener: (told: Told) => void): () => void {
    this.#listeners.add(listener)
    if (this.#whole !== undefined) listener(this.#whole())
    return () => this.#listeners.delete(listener)
  }

  tell(told: Told): void {
    for (const listener of this.#listeners) listener(told)
  }

  tellWhole(): void {
    if (this.#whole !== undefined) this.tell(this.#whole())
  }
}
