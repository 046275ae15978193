/** Something that many look at: each is told at first how it stands, and then what changes. */
export class Broadcast<Event> {
  readonly #listeners = new Set<(event: Event) => void>()
  readonly #whole: () => Event

  /** @param whole how it stands, for whoever begins to listen: after a lost connection, too */
  constructor(whole: () => Event) {
    this.#whole = whole
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0
  }

  /** @returns how to stop listening */
  listen(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#whole())
    return () => this.#listeners.delete(listener)
  }

  tell(event: Event): void {
    for (const listener of this.#listeners) listener(event)
  }

  tellWhole(): void {
    this.tell(this.#whole())
  }
}
