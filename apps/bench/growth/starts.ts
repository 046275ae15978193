/** From the start of the process, already built, to the moment at which it listens. */

import { startServer } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import type { Start } from '../figures/growth.ts'
import { median } from '../figures/statistics.ts'
import type { Growing } from './growing.ts'

const ROUNDS = 11

export async function starts({ scope, onProgress, stopped }: Growing): Promise<Start[]> {
  const took = new Map<string, number[]>(STYLES.map((style) => [style, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const style of STYLES) {
      stopped()
      onProgress(`start ${round + 1} of ${ROUNDS}: ${style}`)
      const beganMs = performance.now()
      const server = await startServer(scope, style, { LOG_LEVEL: 'warn' })
      took.get(style)?.push(performance.now() - beganMs)
      await server.stop()
    }
  }
  return [...took].map(([id, ms]) => ({ id, medianMs: median(ms), slowestMs: Math.max(...ms) }))
}
