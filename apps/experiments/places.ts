/** The places of a whole run: opened when first asked for, shared where that is allowed, closed together. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pLimit, { type LimitFunction } from 'p-limit'
import type { Column } from './columns.ts'
import type { Experiment } from './experiment.ts'
import { Place } from './place.ts'

interface Held {
  readonly place: Promise<Place>
  /** One at a time where a run may stop what others would be using. */
  readonly turn: LimitFunction
}

export class Places {
  readonly #folder = mkdtempSync(join(tmpdir(), 'three-ways-compare-'))
  readonly #held = new Map<string, Held>()
  #isClosed = false

  /** Does something at a place that fits the experiment. */
  async at<Result>(
    column: Column,
    each: Pick<Experiment, 'needs' | 'settings'>,
    act: (place: Place) => Promise<Result>,
  ): Promise<Result> {
    const isDisruptive = each.needs?.some((need) => need !== 'second-instance') ?? false
    const held = this.#hold(column, each.settings ?? {}, isDisruptive)
    const there = async () => {
      const place = await held.place
      if (each.needs?.includes('second-instance')) await place.withSecond()
      return act(place)
    }
    if (!isDisruptive) return there()
    return held.turn(async () => {
      try {
        return await there()
      } finally {
        const place = await held.place
        if (!this.#isClosed && place.fault === undefined) await place.restore()
      }
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const opened = await Promise.allSettled([...this.#held.values()].map(({ place }) => place))
    await Promise.allSettled(
      opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value.close()] : [])),
    )
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #hold(column: Column, settings: Readonly<Record<string, string>>, isOwn: boolean): Held {
    const key = JSON.stringify([column.id, settings, isOwn])
    const known = this.#held.get(key)
    if (known !== undefined) return known
    const folder = join(this.#folder, String(this.#held.size))
    mkdirSync(folder)
    const held = { place: Place.open(column, settings, folder), turn: pLimit(1) }
    held.place.catch(() => {}) // whoever waits for it is told
    this.#held.set(key, held)
    return held
  }
}
