/**
 * Room for visitors who are not signed in. Each visit without a cookie makes a new state, so robots
 * would fill any store. Who came once and who came back have separate rooms: a robot that keeps no
 * cookies is always new, and pushes out only others who came once; when a room is full, who was
 * heard of longest ago goes. Signed-in visitors are in neither.
 */
export const MOST_SEEN_ONCE = 10_000
export const MOST_RETURNING = 10_000

export class Strangers {
  readonly #seenOnce = new Set<string>()
  readonly #returning = new Set<string>()

  /**
   * Notes a stranger's state under its key.
   * @returns the key of the state that must go for it, if the room was full
   */
  admit(key: string, visits: number): string | undefined {
    this.gone(key)
    const [room, most] =
      visits > 1 ? [this.#returning, MOST_RETURNING] : [this.#seenOnce, MOST_SEEN_ONCE]
    room.add(key)
    if (room.size <= most) return undefined
    const [oldest] = room
    if (oldest !== undefined) room.delete(oldest)
    return oldest
  }

  /** Who goes first when the store is full: who came once, longest ago; never the one it is for. */
  leastMissed(except: string): string | undefined {
    for (const room of [this.#seenOnce, this.#returning]) {
      for (const key of room) if (key !== except) return key
    }
    return undefined
  }

  /** The state under this key is no stranger's any more: it ended, or its owner signed in. */
  gone(key: string): void {
    this.#seenOnce.delete(key)
    this.#returning.delete(key)
  }
}
