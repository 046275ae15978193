/**
 * Loaded by `--import` into servers that the lab started, and into no other: tells over the channel to its
 * parent what the server's memory holds and what was asked of the accounts, and sets the clock ahead. A server that
 * anyone else starts has no such door.
 */
import { takeAsked } from './accounts.ts'
import { setAhead } from './clock.ts'

interface Entries {
  heldEntries(): Promise<[key: string, state: unknown][]>
}

/** The style's `entries.js`, where it has one: it knows what this server's memory holds. */
const module = new URL(import.meta.url).searchParams.get('entries')
const entries = module === null ? undefined : ((await import(module)) as Entries)

process.on('message', async (message: { door?: number; aheadMs?: number }) => {
  if (message.door === undefined) return
  if (message.aheadMs !== undefined) setAhead(message.aheadMs)
  const held = (await entries?.heldEntries()) ?? []
  process.send?.({ door: message.door, entries: held, asked: takeAsked() })
})
