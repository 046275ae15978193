/** All that grows, one after the other: nothing else runs while one is measured. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from '../../../shared/processes/start-server.ts'
import type { GrowthRecord } from '../figures/growth.ts'
import { pinLoad, unpin } from '../places/pin.ts'
import { environment } from '../record.ts'
import { hashingCosts } from './hashing.ts'
import { besideHashing } from './hashing-beside.ts'
import { keptForVisitors } from './kept.ts'
import { growSessions } from './sessions.ts'
import { starts } from './starts.ts'
import { growState } from './state.ts'

/** What each of them works with. */
export interface Growing {
  /** Ends what was started. */
  scope: Test
  /** Whether server and load are to take turns on one core. */
  pinned: boolean
  /** A new empty one. */
  folder(): string
  onProgress(text: string): void
  /** @throws Error once the run is to stop */
  stopped(): void
}

/** In this order: the first ones share a core with their load, the others have the machine. */
const PARTS = {
  state: growState,
  sessions: growSessions,
  kept: keptForVisitors,
  hashing: hashingCosts,
  hashingBeside: besideHashing,
  starts,
}
export type Part = keyof typeof PARTS
export const PART_NAMES = Object.keys(PARTS) as Part[]
const ON_ONE_CORE: readonly Part[] = ['state', 'sessions']

/** @throws Error when stopped, or when a server does not answer as it should */
export async function runGrowth(
  parts: readonly Part[],
  onProgress: (text: string) => void,
  stop: AbortSignal,
): Promise<GrowthRecord> {
  const record: GrowthRecord = {
    date: new Date().toISOString(),
    environment: { ...environment(), pinned: false },
  }
  for (const part of PART_NAMES) {
    if (!parts.includes(part)) continue
    if (!ON_ONE_CORE.includes(part)) unpin(process.pid)
    const found = await withScope<unknown>(
      stop,
      onProgress,
      ON_ONE_CORE.includes(part),
      (growing) => {
        record.environment.pinned ||= growing.pinned
        return PARTS[part](growing)
      },
    )
    Object.assign(record, { [part]: found })
  }
  return record
}

/** Gives a measurement what it works with, and ends what it started. */
export async function withScope<Found>(
  stop: AbortSignal,
  onProgress: (text: string) => void,
  onOneCore: boolean,
  measure: (growing: Growing) => Promise<Found>,
): Promise<Found> {
  const ends: (() => unknown)[] = []
  const scope: Test = { teardown: (end) => void ends.unshift(end) }
  const pinned = onOneCore && pinLoad(process.pid)
  try {
    return await measure({
      scope,
      pinned,
      folder() {
        const folder = mkdtempSync(join(tmpdir(), 'bench-'))
        scope.teardown(() => rmSync(folder, { recursive: true, force: true }))
        return folder
      },
      onProgress,
      stopped() {
        if (stop.aborted) throw new Error('Stopped before all was measured.')
      },
    })
  } finally {
    for (const end of ends) await end()
  }
}
