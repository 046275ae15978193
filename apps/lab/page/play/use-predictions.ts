/** Predict first: what was asked, what was guessed at which step, and how often that was right. */
import { useState } from 'preact/hooks'
import type { Frame, KnownAction, StyleName } from '../api.ts'
import { type Guesses, type Score, scored } from './predictions.tsx'

type Acting = (action: string) => Promise<readonly (readonly [StyleName, Frame])[] | undefined>

export function usePredictions(last: number, act: Acting) {
  const [isOn, setOn] = useState(false)
  const [asked, setAsked] = useState<KnownAction>()
  const [guesses, setGuesses] = useState<ReadonlyMap<number, Guesses>>(new Map())
  const [score, setScore] = useState<Score>({ right: 0, all: 0 })
  return {
    isOn,
    setOn,
    /** The action that waits for its predictions. */
    asked,
    score,
    at: (step: number) => guesses.get(step),
    act(action: KnownAction | undefined) {
      if (action === undefined) return
      // Where nobody asks the servers anything, there is nothing to predict.
      if (isOn && action.asks) setAsked(action)
      else void act(action.id)
    },
    leave: () => setAsked(undefined),
    async ready(guessed: Guesses) {
      setAsked(undefined)
      if (asked === undefined) return
      setGuesses(new Map(guesses).set(last + 1, guessed))
      const frames = await act(asked.id)
      if (frames === undefined) return
      const { right, all } = scored(guessed, frames)
      setScore((now) => ({ right: now.right + right, all: now.all + all }))
    },
  }
}
