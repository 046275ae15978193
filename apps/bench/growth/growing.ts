/** What a measurement works with, and the end of all that it started. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from '../../../shared/processes/start-server.ts'
import { pinLoad } from '../places/pin.ts'

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
