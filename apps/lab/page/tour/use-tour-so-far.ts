/** Who comes to a step by its address finds the table as the steps before it left it: they are played first. */
import { useEffect, useRef } from 'preact/hooks'
import type { Choice } from '../api.ts'
import { playedAfter, TOUR, type TourStep } from './steps.ts'

interface Facts {
  tour: number | undefined
  /** Steps at the table so far. */
  last: number
  isReady: boolean
  act(action: object): Promise<unknown>
  choose(choice: Choice): Promise<unknown>
}

/** @returns does what a step of the tour is about */
export function useTourSoFar({ tour, last, isReady, act, choose }: Facts) {
  const isCatchingUp = useRef(false)
  const onDo = async ({ does }: TourStep) => {
    for (const deed of does) await ('action' in deed ? act(deed) : choose(deed.choose))
  }
  useEffect(() => {
    if (tour === undefined || !isReady || isCatchingUp.current) return
    const missed = TOUR.slice(0, tour - 1).filter((_, index) => playedAfter(index + 1) > last)
    if (missed.length === 0) return
    isCatchingUp.current = true
    void (async () => {
      for (const step of missed) await onDo(step)
      isCatchingUp.current = false
    })()
  })
  return onDo
}
