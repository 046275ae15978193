/** The experiments and their run, as the page knows them. */
import { useState } from 'preact/hooks'
import type { Progress, RunEvent, SeenCell } from '../../experiments/live-run.ts'
import { type Known, lab } from '../api.ts'
import { useEvents } from '../use-events.ts'

const NONE: Progress = { running: false, done: 0, all: 0, at: '' }

export function useExperiments() {
  const [known, setKnown] = useState<Known>()
  /** By experiment and column. */
  const [cells, setCells] = useState<ReadonlyMap<string, SeenCell>>(new Map())
  const [progress, setProgress] = useState(NONE)
  const trouble = useEvents<RunEvent>('topic=experiments', {
    look: () => lab.experiments().then(setKnown),
    hear(event) {
      if (event.kind !== 'cell') setProgress(event.progress)
      if (event.kind === 'whole') setCells(new Map(event.cells.map(entry)))
      if (event.kind === 'cell') setCells((now) => new Map([...now, entry(event)]))
    },
  })
  return { known, cells, progress, trouble }
}

function entry({ experiment, cell }: { experiment: string; cell: SeenCell }) {
  return [`${experiment} ${cell.column}`, cell] as const
}
