/** Waits until something is true, or until the process that should make it true has ended. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 20
/** Far beyond what the slowest machine needs: it names what was waited for before the file's own limit ends it. */
export const MAX_WAIT_MS = 300_000

/**
 * @param look returns what is waited for, or undefined or false while it is not there
 * @param endsWith the process that should bring it about: when it has ended, waiting is over
 * @throws Error that names what was waited for
 */
export async function until<Found>(
  what: string,
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
  { endsWith }: { endsWith?: ChildProcess } = {},
): Promise<Found> {
  const deadlineMs = performance.now() + MAX_WAIT_MS
  for (;;) {
    // Read before the look: what it did last is still seen after its end.
    const hasEnded = endsWith !== undefined && (endsWith.exitCode ?? endsWith.signalCode) !== null
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (hasEnded) throw new Error(`the process has ended, and still not true: ${what}`)
    if (performance.now() > deadlineMs)
      throw new Error(`not after ${MAX_WAIT_MS / 1000} s: ${what}`)
    await delay(POLL_MS)
  }
}
