/** What was predicted, kept in this tab: a reload loses nothing, and the next class begins anew. */

import { type StateUpdater, useEffect, useState } from 'preact/hooks'
import { STYLES } from '../../../../shared/styles.ts'
import type { SeenCell } from '../../experiments/live-run.ts'
import type { SeenExperiment } from '../api.ts'

export interface Answer {
  /** A verdict of the experiment, by column. */
  readonly said: Readonly<Record<string, string>>
  /** All three were said, and it was asked to see. */
  readonly isSeen: boolean
}
export type Answers = Readonly<Record<string, Answer>>

export function useAnswers(set: string): [Answers, (update: StateUpdater<Answers>) => void] {
  const key = `predict ${set}`
  const [answers, setAnswers] = useState<Answers>(() => kept(key))
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(answers)), [key, answers])
  return [answers, setAnswers]
}

function kept(key: string): Answers {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Answers
  } catch {
    return {}
  }
}

/** One for each column, once it was seen. */
export function isRight(
  { id }: SeenExperiment,
  answer: Answer | undefined,
  cells: ReadonlyMap<string, SeenCell>,
): boolean[] {
  if (answer === undefined || !answer.isSeen) return []
  return STYLES.flatMap((column) => {
    const verdict = cells.get(`${id} ${column}`)?.verdict ?? undefined
    return verdict === undefined ? [] : [answer.said[column] === verdict]
  })
}
