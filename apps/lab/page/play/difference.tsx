/** Where the columns differ, it catches the eye; and it is said, for who does not look. */
import type { Frame } from '../api.ts'

export function outcomeOf(frame: Frame | undefined): string {
  if (frame === undefined) return ''
  if (frame.fault !== null) return 'no server'
  if (frame.wire === null) return 'done'
  const { status } = frame.wire.response
  if (status >= 500) return `does not know: ${status}`
  if (status >= 400 && status !== 401) return `refused: ${status}`
  if (frame.user !== null) return `signed in as ${frame.user}`
  return status === 204 ? 'done' : 'a stranger'
}

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
