/** What an action is: a few requests, or something done from outside, at one column. */
import type { Frame, Who } from '../frame.ts'
import type { Seat } from '../seat.ts'

export interface Action {
  readonly group: 'visit' | 'meddle' | 'server' | 'account'
  readonly label: string
  /** What it does, for who has never heard of it. */
  readonly help: string
  /** False where it is done from outside, and no browser asks anything. */
  readonly asks?: boolean
  run(seat: Seat, options: ActionOptions): Promise<Frame>
}

export interface ActionOptions {
  readonly who: Who
  /** Of `edit`: the value that the browser is to hold. */
  readonly value?: string | undefined
  /** Of `edit` and `start-again`: for this column alone. */
  readonly style?: string | undefined
  /** Of `go-back`: the frame whose cookie is to come back. */
  readonly frame?: number | undefined
}

/** Something that nobody does by visiting, and what it means. */
export const outside = (sentence: string, act: (seat: Seat) => Promise<unknown>): Action['run'] => {
  return async (seat) => {
    await act(seat)
    return seat.happened(sentence)
  }
}
