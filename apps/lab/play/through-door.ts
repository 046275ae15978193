/** The lab's side of the door (../door/door.ts) that it starts its servers with. */
import { on } from 'node:events'
import type { ServerProcess } from '../../processes/server-process.ts'
import type { Asked } from '../door/accounts.ts'
import type { Entry } from './holding.ts'

/** What is known of a server that the lab alone is told, through the door that it started the server with. */
export interface ThroughDoor {
  /** Of a memory store; empty where there is none. */
  readonly entries: readonly Entry[]
  /** What the accounts' database was asked since the door was asked last. */
  readonly asked: readonly Asked[]
}

interface Answer extends Pick<ThroughDoor, 'asked'> {
  readonly door?: number
  readonly entries: readonly [string, unknown][]
}

const ANSWER_LIMIT_MS = 2000
let questions = 0

/** @returns null where the server is gone */
export async function throughDoor(
  server: ServerProcess | undefined,
  aheadMs: number,
): Promise<ThroughDoor | null> {
  const channel = server?.channel
  if (channel === undefined) return null
  questions += 1
  const door = questions
  const messages = on(channel, 'message', { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
  channel.send({ door, aheadMs }, () => {}) // one that is gone meanwhile does not answer
  try {
    for await (const [message] of messages) {
      const { door: answered, entries, asked } = message as Answer
      if (answered !== door) continue
      return { entries: entries.map(([key, state]) => ({ key, state })), asked }
    }
  } catch {
    // too late
  }
  return null
}
