/** What was played at a table, step by step, as it is saved: once as a page, once as commands. */
import type { StyleName } from '../../../shared/styles.ts'
import type { Done } from '../play/done.ts'
import type { Frame, Who } from '../play/frame.ts'
import type { Choice } from '../play/seat-servers.ts'
import type { Table } from '../play/table.ts'

export interface Session {
  readonly madeAt: string
  readonly steps: readonly Step[]
  /** The settings that the servers have now. */
  readonly choice: Choice
}

export interface Step {
  readonly number: number
  /** What was done, in the words of its button. */
  readonly title: string
  readonly who: Who
  /** The settings that the servers had then. */
  readonly choice: Choice
  readonly columns: readonly StepColumn[]
}

export interface StepColumn {
  readonly style: StyleName
  readonly frame: Frame
  readonly done: Done
}

export function sessionOf(table: Table, madeAt: Date): Session {
  const numbers = new Set(table.seats.flatMap(({ history }) => [...history.done.keys()]))
  return {
    madeAt: madeAt.toISOString(),
    steps: [...numbers].sort((a, b) => a - b).map((number) => stepOf(table, number)),
    choice: choiceOf(table.seats[0]?.servers.choice),
  }
}

function stepOf({ seats }: Table, number: number): Step {
  const columns = seats.flatMap(({ style, history }) => {
    const frame = history.frames.find((each) => each.number === number)
    const its = history.done.get(number)
    return frame === undefined || its === undefined ? [] : [{ style, frame, done: its }]
  })
  const [first] = columns
  return {
    number,
    title: first?.frame.title ?? '',
    // In a column where nothing could be sent it says "you", whoever it was.
    who: columns.some(({ frame }) => frame.who === 'thief') ? 'thief' : 'you',
    choice: choiceOf(first?.done.choice),
    columns,
  }
}

function choiceOf(choice: Choice | undefined): Choice {
  return choice ?? { remedy: 'none', store: 'memory' }
}

/** Whether the servers were started with other settings in between. */
export function hasOtherChoice(step: Step, before: Step | undefined): boolean {
  return (
    before !== undefined &&
    (before.choice.remedy !== step.choice.remedy || before.choice.store !== step.choice.store)
  )
}

export function countOf({ length }: readonly Step[]): string {
  return length === 1 ? '1 step' : `${length} steps`
}
