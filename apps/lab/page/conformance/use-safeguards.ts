/** The safeguards and the one that is out right now, as the page knows them. */
import { useState } from 'preact/hooks'
import type { SafeguardsTold, SeenSafeguard } from '../../conformance/safeguards.ts'
import { lab } from '../api.ts'
import { useEvents } from '../use-events.ts'

const NONE: SafeguardsTold = { running: null, step: '', outcomes: {}, troubles: {} }

export function useSafeguards() {
  const [all, setAll] = useState<SeenSafeguard[]>()
  const [now, setNow] = useState(NONE)
  const look = () => lab.safeguards().then(setAll)
  const trouble = useEvents<SafeguardsTold>('/api/safeguards/events', look, setNow)
  return { all, now, trouble }
}
