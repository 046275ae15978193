/** The experiments and their run, as the page knows them. */
import { useState } from 'preact/hooks'
import type { Progress, RunTold } from '../../experiments/live-run.ts'
import { type Known, lab, type SeenCell } from '../api.ts'
import { useEvents } from '../use-events.ts'

const NONE: Progress = { running: false, done: 0, all: 0, at: '' }

export function useExperiments() {
  const [known, setKnown] = useState<Known>()
  const [cells, setCells] = useState<ReadonlyMap<string, SeenCell>>(new Map())
  const [progress, setProgress] = useState(NONE)
  const look = () =>
    lab.experiments().then((found) => {
      setKnown(found)
      setProgress(found.progress)
      setCells(
        new Map(found.cells.map(({ experiment, cell }) => [`${experiment} ${cell.column}`, cell])),
      )
    })
  const trouble = useEvents<RunTold>('/api/experiments/events', look, (told) => {
    if (told.kind === 'progress') setProgress(told.progress)
    else setCells((now) => new Map(now).set(`${told.experiment} ${told.cell.column}`, told.cell))
  })
  return { known, cells, progress, trouble }
}
