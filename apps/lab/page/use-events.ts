/** The lab's stream of events: each view listens to one topic or one table, so a page has one connection at a time. */
import { useEffect, useState } from 'preact/hooks'

const TRY_AGAIN_MS = 1500

interface Listener<Event> {
  /** Told how it stands whenever the connection opens, after the lab was away too; then what changes. */
  hear(event: Event): void
  /** Asks for what no event tells, whenever the connection opens. */
  look?(): Promise<void>
  /** The lab answered without a stream: what is listened to may be gone. */
  onRefused?(): void
}

/**
 * @param of the query of /api/events; undefined while there is nothing to listen to
 * @returns why nothing can be told, in words; empty where all is well
 */
export function useEvents<Event>(
  of: string | undefined,
  { hear, look, onRefused }: Listener<Event>,
): string {
  const [trouble, setTrouble] = useState('')
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (of === undefined) return
    const events = new EventSource(`/api/events?${of}`)
    let again: ReturnType<typeof setTimeout> | undefined
    events.onopen = () => {
      Promise.resolve(look?.()).then(
        () => setTrouble(''),
        (error: Error) => setTrouble(error.message),
      )
    }
    events.onerror = () => {
      setTrouble('The lab does not answer. Looking for it…')
      if (events.readyState !== EventSource.CLOSED) return // the browser itself tries again
      onRefused?.()
      again = setTimeout(() => setAttempt((count) => count + 1), TRY_AGAIN_MS)
    }
    events.onmessage = ({ data }) => hear(JSON.parse(data) as Event)
    return () => {
      clearTimeout(again)
      events.close()
    }
  }, [of, attempt])
  return trouble
}
