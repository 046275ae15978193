/** Where the columns differ, it catches the eye; and it is said, for who does not look. */
import { outcomeOf } from '../../play/outcome.ts'
import type { Frame, StyleName } from '../api.ts'

interface Props {
  /** Of the columns, one for each frame. */
  styles: readonly StyleName[]
  frames: readonly (Frame | undefined)[]
}

export function Difference({ styles, frames }: Props) {
  const outcomes = frames.map(outcomeOf)
  const differ = new Set(outcomes).size > 1
  const kind = differ ? 'differs' : frames[0] === undefined ? 'empty' : ''
  const said = differ
    ? outcomes.map((each, i) => `${styles[i]}: ${each}`).join(' · ')
    : (outcomes[0] ?? '')
  return (
    <p class={`difference ${kind}`} role="status">
      {frames[0]?.who === 'thief' && 'The thief asked. '}
      {said !== '' && (differ ? <strong>They differ.</strong> : 'All three:')} {said}
    </p>
  )
}
