/** Waits until something holds, and no longer than a bound: never a fixed time in the hope that it is enough. */
import { setTimeout as delay } from 'node:timers/promises'

const EVERY_MS = 20

/**
 * @param look gives what is waited for, or undefined or false as long as it is not there
 * @throws Error that names what was waited for
 */
export async function until<Found>(
  what: string,
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
  limitMs = 10_000,
): Promise<Found> {
  const deadline = performance.now() + limitMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > deadline) throw new Error(`not in ${limitMs} ms: ${what}`)
    await delay(EVERY_MS)
  }
}
