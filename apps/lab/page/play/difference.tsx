/** Where the columns differ, it catches the eye; and it is said, for who does not look. */
import type { Frame } from '../api.ts'
import { outcomeOf } from './outcome.ts'

const NAMES = ['jwt', 'cookie-session', 'server-session']

export function Difference({ frames }: { frames: readonly (Frame | undefined)[] }) {
  const outcomes = frames.map(outcomeOf)
  const differ = new Set(outcomes).size > 1
  const said = differ
    ? outcomes.map((each, i) => `${NAMES[i]}: ${each}`).join(' · ')
    : (outcomes[0] ?? '')
  return (
    <p class={differ ? 'difference differs' : 'difference'} role="status">
      {said !== '' && (differ ? <strong>They differ.</strong> : 'All three:')} {said}
    </p>
  )
}
