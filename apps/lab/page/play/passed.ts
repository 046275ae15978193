/** What passed between whom in a step, seen from the step itself and the one before it. */
import type { Frame } from '../api.ts'

export interface Passed {
  readonly number: number
  readonly who: Frame['who']
  readonly title: string
  /** The request, in a few words; none where something was done from outside. */
  readonly asks?: string
  readonly answers: string
  /** Where there is one: an id that the server signed is looked up, and what changed was written. */
  readonly store: Looked
  /** The accounts' database, where users are, and what a remedy keeps. */
  readonly accounts: Looked
}

interface Looked {
  readonly reads: boolean
  readonly writes: boolean
}

/** What the server signed itself it looks up; all else it knows for forged without asking. */
const SIGNED = ['holds', 'older']

export function passedIn(frame: Frame, before: Frame | undefined): Passed {
  const { number, who, title, wire, asked } = frame
  const none = { reads: false, writes: false }
  if (wire === null) return { number, who, title, answers: '', store: none, accounts: none }
  const asks = wire.request.head.split(' HTTP', 1)[0] as string
  const carries = /\ncookie:/i.test(wire.request.head)
  const sets = /\nset-cookie:/i.test(wire.response.head)
  return {
    number,
    who,
    title,
    asks: `${asks}${carries ? ' + cookie' : ''}`,
    answers: `${wire.response.status}${sets ? ' + cookie' : ''}`,
    store: {
      reads: frame.server.store !== null && SIGNED.includes(wire.signature),
      writes: isWritten(frame, before),
    },
    accounts: {
      reads: asked.some(({ reads }) => reads > 0),
      writes: asked.some(({ writes }) => writes > 0),
    },
  }
}

function isWritten({ server }: Frame, before: Frame | undefined): boolean {
  const entries = before?.server.entries ?? []
  return server.entries !== null && JSON.stringify(server.entries) !== JSON.stringify(entries)
}
