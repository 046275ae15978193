/** The faults and the one that is tried right now, as the page knows them. */
import { useState } from 'preact/hooks'
import type { FaultsEvent } from '../../conformance/faults.ts'
import { useEvents } from '../use-events.ts'

const NONE: FaultsEvent = { running: null, step: '', outcomes: {}, troubles: {} }

/** @param ask what the view shows of them */
export function useFaults<Known>(ask: () => Promise<Known>) {
  const [known, setKnown] = useState<Known>()
  const [now, setNow] = useState(NONE)
  const look = () => ask().then((found) => setKnown(() => found))
  const trouble = useEvents<FaultsEvent>('topic=faults', { look, hear: setNow })
  return { known, now, trouble }
}
