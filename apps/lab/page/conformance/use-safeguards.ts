/** The safeguards and the one that is out right now, as the page knows them. */
import { useEffect, useState } from 'preact/hooks'
import type { SafeguardsTold, SeenSafeguard } from '../../conformance/safeguards.ts'
import { lab } from '../api.ts'

const NONE: SafeguardsTold = { running: null, step: '', outcomes: {}, troubles: {} }

export function useSafeguards() {
  const [all, setAll] = useState<SeenSafeguard[]>()
  const [now, setNow] = useState(NONE)
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    const events = new EventSource('/api/safeguards/events')
    events.onopen = () => {
      lab.safeguards().then(
        (found) => {
          setAll(found)
          setTrouble('')
        },
        (error: Error) => setTrouble(error.message),
      )
    }
    events.onerror = () => setTrouble('The lab does not answer. Looking for it…')
    events.onmessage = ({ data }) => setNow(JSON.parse(data) as SafeguardsTold)
    return () => events.close()
  }, [])
  return { all, now, trouble }
}
