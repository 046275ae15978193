/** A stream of events, and what is asked for whenever it opens: after the lab was away, too. */
import { useEffect, useState } from 'preact/hooks'

/**
 * @param look asks for what no event tells
 * @param hear is told each event
 * @returns why nothing can be told, in words; empty where all is well
 */
export function useEvents<Told>(
  path: string,
  look: () => Promise<void>,
  hear: (told: Told) => void,
): string {
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    const events = new EventSource(path)
    events.onopen = () => {
      look().then(
        () => setTrouble(''),
        (error: Error) => setTrouble(error.message),
      )
    }
    events.onerror = () => setTrouble('The lab does not answer. Looking for it…')
    events.onmessage = ({ data }) => hear(JSON.parse(data) as Told)
    return () => events.close()
  }, [path])
  return trouble
}
