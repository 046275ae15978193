/**
 * What a growing state costs: visitors write one note after the other until no more fits, and after each the
 * same two requests are measured. The state is counted as the text of the notes, the same for all three.
 */
import type { StatePoint } from '../figures/growth.ts'
import { median } from '../figures/statistics.ts'
import { WrongAnswer } from '../load/connection.ts'
import { makeAccounts } from '../places/accounts.ts'
import { pinServer } from '../places/pin.ts'
import { Standing } from '../standing.ts'
import { subjectOf } from '../subjects.ts'
import type { Growing } from './growing.ts'
import { HEAP_ARGS, heapBytes } from './heap.ts'

const IDS = ['jwt', 'cookie-session', 'cookie-session-encrypted', 'server-session']
const VISITORS = 1000
const SMALL_NOTE_BYTES = 250
/** Where only a store goes on, in larger steps. */
const LARGE_FROM_BYTES = 3000
const LARGE_NOTE_BYTES = 4000
const ROUNDS = 5
const ROUND_MS = 300
const WARM_UP_MS = 1000

export async function growState(growing: Growing): Promise<StatePoint[]> {
  const points: StatePoint[] = []
  for (const id of IDS) points.push(...(await grow(id, growing)))
  return points
}

async function grow(
  id: string,
  { scope, folder, pinned, onProgress, stopped }: Growing,
): Promise<StatePoint[]> {
  const subject = subjectOf(id)
  const server = await subject.start(scope, await makeAccounts(folder()), HEAP_ARGS)
  const pid = server.process.pid as number
  if (pinned) pinServer(pid)
  const standing = new Standing(subject, server.url, pid)
  await standing.signIn(VISITORS) // what runs for the first time stays on the heap
  for (const route of ['me', 'visit'] as const) await standing.read(route, WARM_UP_MS)
  const before = await heapBytes(server.process)
  await standing.signIn(VISITORS) // the same once more: what these take is the state of the first point
  const points: StatePoint[] = []
  for (let notesBytes = 0; ; ) {
    stopped()
    onProgress(`${subject.title}: ${notesBytes} bytes of notes`)
    const wire = await standing.wireBytes('visit')
    const micros = { me: [] as number[], visit: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const route of ['me', 'visit'] as const)
        micros[route].push((await standing.read(route, ROUND_MS)).cpuMicros)
    }
    points.push({
      id,
      title: subject.title,
      notesBytes,
      sentBytes: wire.sent,
      receivedBytes: wire.received,
      meMicros: median(micros.me),
      visitMicros: median(micros.visit),
      heapBytes: Math.round(((await heapBytes(server.process)) - before) / VISITORS),
    })
    const more = notesBytes < LARGE_FROM_BYTES ? SMALL_NOTE_BYTES : LARGE_NOTE_BYTES
    try {
      await standing.writeNote(`n${points.length}`, textOf(more))
    } catch (error) {
      if (!(error instanceof WrongAnswer)) throw error
      return points // no more fits
    }
    notesBytes += more
  }
}

/** Text as people write it, and no two alike: as compressible as it comes. */
function textOf(bytes: number): string {
  return 'Remember the milk, and to write to her. '.repeat(bytes / 40 + 1).slice(0, bytes)
}
