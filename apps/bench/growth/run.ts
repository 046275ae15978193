/** All that grows, one after the other: nothing else runs while one is measured. */
import type { GrowthRecord } from '../figures/growth.ts'
import { unpin } from '../places/pin.ts'
import { environment } from '../record.ts'
import { withScope } from './growing.ts'
import { hashingCosts } from './hashing.ts'
import { besideHashing } from './hashing-beside.ts'
import { keptForVisitors } from './kept.ts'
import { growSessions } from './sessions.ts'
import { starts } from './starts.ts'
import { growState } from './state.ts'

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
