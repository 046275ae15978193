/** What one person plays at: three columns side by side, each with servers, accounts and browsers of its own. */

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { StyleName } from '../../../shared/styles.ts'
import { STYLES } from '../../../shared/styles.ts'
import { declaredBy } from '../../styles.ts'
import { Broadcast } from '../broadcast.ts'
import { ACTIONS, type ActionId, type ActionOptions } from './actions.ts'
import type { Frame } from './frame.ts'
import { Seat } from './seat.ts'
import type { Choice } from './seat-servers.ts'

/** All that a page needs to draw a table. */
export interface SeenTable {
  readonly id: string
  readonly seats: readonly SeenSeat[]
}

export interface SeenSeat {
  readonly style: StyleName
  readonly summary: string
  readonly choice: Choice
  readonly ports: readonly [number, number]
  readonly frames: readonly Frame[]
}

/** What everyone who looks at the table is told. */
export type TableEvent =
  | { readonly kind: 'whole'; readonly table: SeenTable }
  | {
      readonly kind: 'frames'
      readonly action: string
      readonly frames: readonly (readonly [StyleName, Frame])[]
    }

export class Table {
  readonly id: string
  readonly #folder: string
  #seats: Seat[] = []
  /** One thing after the other: two tabs that press at once see one order. */
  readonly #turn = pLimit(1)
  readonly events = new Broadcast<TableEvent>(() => ({ kind: 'whole', table: this.seen }))

  private constructor(id: string, folder: string) {
    this.id = id
    this.#folder = folder
  }

  /** @param folder its own; removed with the table */
  static async open(id: string, folder: string): Promise<Table> {
    const table = new Table(id, folder)
    await table.#sitDown()
    return table
  }

  get seats(): readonly Seat[] {
    return this.#seats
  }

  get seen(): SeenTable {
    const seats = this.#seats.map(({ style, servers, frames }) => {
      const { summary } = declaredBy(style)
      return { style, summary, choice: servers.choice, ports: servers.ports, frames }
    })
    return { id: this.id, seats }
  }

  /** At all columns at once. */
  act(action: ActionId, options: ActionOptions): Promise<readonly (readonly [StyleName, Frame])[]> {
    return this.#turn(async () => {
      const frame = this.#lastOther(options.frame)
      const frames = await this.#atEach((seat) => {
        seat.begin(ACTIONS[action].label, action)
        return ACTIONS[action].run(seat, { ...options, frame })
      })
      this.events.tell({ kind: 'frames', action, frames })
      return frames
    })
  }

  choose(choice: Choice): Promise<void> {
    return this.#turn(async () => {
      await Promise.all(this.#seats.map((seat) => seat.choose(choice)))
      this.events.tellWhole()
    })
  }

  /** As it was when the person sat down. */
  reset(): Promise<void> {
    return this.#turn(async () => {
      await this.#leave()
      await this.#sitDown()
      this.events.tellWhole()
    })
  }

  /** Between two things that are done: all columns have come as far. */
  whenQuiet<Read>(read: () => Read): Promise<Read> {
    return this.#turn(read)
  }

  close(): Promise<void> {
    return this.#turn(() => this.#leave())
  }

  /** A server has ended and nobody stopped it. What an action caused, or met, is in the action's own step. */
  #died({ style, servers }: Seat): Promise<void> {
    return this.#turn(async () => {
      const { fault } = servers
      const isTold = this.#seats.some(({ frames }) => frames.at(-1)?.fault === fault)
      if (fault === undefined || isTold) return
      const frames = await this.#atEach((seat) => {
        seat.begin('A server ended by itself')
        return seat.happened(
          seat.style === style ? `The server is gone: ${fault}.` : 'Nothing happened here.',
        )
      })
      this.events.tell({ kind: 'frames', action: 'died', frames })
    })
  }

  /** That frame, or the latest before it after which a browser held something else than now. */
  #lastOther(frame = 0): number {
    for (let at = frame; at > 0; at -= 1)
      if (this.#seats.some((seat) => seat.heldOther(at))) return at
    return frame
  }

  #atEach(what: (seat: Seat) => Promise<Frame>): Promise<(readonly [StyleName, Frame])[]> {
    return Promise.all(this.#seats.map(async (seat) => [seat.style, await what(seat)] as const))
  }

  async #sitDown(): Promise<void> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const opened = await Promise.allSettled(
      STYLES.map((style) => Seat.open(style, join(this.#folder, style))),
    )
    this.#seats = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const failed = opened.find((each) => each.status === 'rejected')
    for (const seat of this.#seats)
      seat.servers.onFault = () => void this.#died(seat).catch(() => {})
    if (failed === undefined) return
    await this.#leave()
    throw failed.reason
  }

  async #leave(): Promise<void> {
    await Promise.all(this.#seats.map((seat) => seat.close()))
    this.#seats = []
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
