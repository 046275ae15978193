/** Who comes to a step by its address finds the table as the steps before it left it: they are played first. */
import { useEffect, useRef } from 'preact/hooks'
import type { Choice } from '../api.ts'
import { playedAfter, TOUR, type TourStep } from './steps.ts'

interface Facts {
  tour: number | undefined
  /** Steps at the table so far. */
  last: number
  isReady: boolean
  /** Undefined where it could not be done. */
  act(action: object): Promise<object | undefined>
  choose(choice: Choice): Promise<object | undefined>
}

/** @returns does what a step of the tour is about */
export function useTourSoFar({ tour, last, isReady, act, choose }: Facts) {
  const isCatchingUp = useRef(false)
  /** False where something could not be done, and what comes after it was left. */
  const onDo = async ({ does }: TourStep): Promise<boolean> => {
    for (const deed of does) {
      const done = await ('action' in deed ? act(deed) : choose(deed.choose))
      if (done === undefined) return false
    }
    return true
  }
  useEffect(() => {
    if (tour === undefined || !isReady || isCatchingUp.current) return
    const missed = TOUR.slice(0, tour - 1).filter((_, index) => playedAfter(index + 1) > last)
    if (missed.length === 0) return
    isCatchingUp.current = true
    void (async () => {
      for (const step of missed) if (!(await onDo(step))) return // and never again: the page says why
      isCatchingUp.current = false
    })()
  })
  return onDo
}
