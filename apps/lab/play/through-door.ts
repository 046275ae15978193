/** The lab's side of the door (../door/door.ts) that it starts its servers with. */
import { on } from 'node:events'
import type { Instance } from '../../../shared/processes/server-process.ts'
import type { Asked } from '../door/accounts.ts'
import type { Entry } from './holding.ts'

/** What is known of a server that the lab alone is told, through the door that it started the server with. */
export interface ThroughDoor {
  /** The entries of a memory store; empty for other stores. */
  readonly entries: readonly Entry[]
  /** What the accounts' database was asked since the door was asked last. */
  readonly asked: readonly Asked[]
}

interface Answer extends Pick<ThroughDoor, 'asked'> {
  readonly door?: number
  readonly entries: readonly [string, unknown][]
}

let questions = 0

/**
 * Waits as long as the server runs, however slow the machine is.
 * @returns null where it is gone
 */
export async function throughDoor(
  server: Instance | undefined,
  aheadMs: number,
): Promise<ThroughDoor | null> {
  const channel = server?.process
  if (!channel?.connected) return null
  questions += 1
  const door = questions
  const messages = on(channel, 'message', { close: ['disconnect', 'exit'] })
  channel.send({ door, aheadMs }, () => {}) // one that is gone meanwhile does not answer
  try {
    for await (const [message] of messages) {
      const { door: answered, entries, asked } = message as Answer
      if (answered !== door) continue
      return { entries: entries.map(([key, state]) => ({ key, state })), asked }
    }
  } catch {
    // the channel broke
  }
  return null
}
