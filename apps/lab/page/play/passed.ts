/** What passed between whom in a step, seen from the step itself and the one before it. */
import type { Frame, Style } from '../api.ts'

export interface Passed {
  readonly number: number
  readonly who: Frame['who']
  /** The request, in a few words; none where something was done from outside. */
  readonly asks?: string
  readonly answers: string
  /** At server-session: an id that the server signed is looked up, and what changed was written. */
  readonly store: { readonly reads: boolean; readonly writes: boolean }
}

export function passedIn(frame: Frame, before: Frame | undefined, style: Style): Passed {
  const { number, who, wire } = frame
  if (wire === null) return { number, who, answers: '', store: { reads: false, writes: false } }
  const asks = wire.request.head.split(' HTTP', 1)[0] as string
  const carries = /\ncookie:/i.test(wire.request.head)
  const sets = /\nset-cookie:/i.test(wire.response.head)
  return {
    ...{ number, who },
    asks: `${asks}${carries ? ' + cookie' : ''}`,
    answers: `${wire.response.status}${sets ? ' + cookie' : ''}`,
    store: {
      reads: style === 'server-session' && carries && isSigned(frame, before),
      writes: style === 'server-session' && isWritten(frame, before),
    },
  }
}

/** By what the browser held when it asked; a thief that has just come holds what it asks with. */
function isSigned({ who, browsers }: Frame, before: Frame | undefined): boolean {
  const held = before?.browsers[who] ?? browsers[who]
  return held?.checked.signature === 'holds' || held?.checked.signature === 'older'
}

function isWritten({ server }: Frame, before: Frame | undefined): boolean {
  const entries = before?.server.entries ?? []
  return server.entries !== null && JSON.stringify(server.entries) !== JSON.stringify(entries)
}
