/** The experiments and their run, as the page knows them. */
import { useEffect, useState } from 'preact/hooks'
import type { Progress, RunTold } from '../../experiments/live-run.ts'
import { lab } from '../api.ts'

export interface SeenExperiment {
  id: string
  group: string
  question: string
  claim: { text: string; by: string }
  references: string[]
  steps: string[]
  verdicts: Record<string, string>
  advice: string
  surprise: string | null
  expected: [column: string, verdict: string, why: string][]
}

export type SeenCell = Extract<RunTold, { kind: 'cell' }>['cell']

export interface Known {
  columns: { id: string; title: string; basedOn: string }[]
  experiments: SeenExperiment[]
  progress: Progress
  cells: { experiment: string; cell: SeenCell }[]
}

const NONE: Progress = { running: false, done: 0, all: 0, at: '' }

export function useExperiments() {
  const [known, setKnown] = useState<Known>()
  const [cells, setCells] = useState<ReadonlyMap<string, SeenCell>>(new Map())
  const [progress, setProgress] = useState(NONE)
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    const look = () =>
      lab.experiments().then(
        (found) => {
          setKnown(found)
          setProgress(found.progress)
          setCells(
            new Map(
              found.cells.map(({ experiment, cell }) => [`${experiment} ${cell.column}`, cell]),
            ),
          )
          setTrouble('')
        },
        (error: Error) => setTrouble(error.message),
      )
    const events = new EventSource('/api/experiments/events')
    events.onopen = () => void look()
    events.onerror = () => setTrouble('The lab does not answer. Looking for it…')
    events.onmessage = ({ data }) => {
      const told = JSON.parse(data) as RunTold
      if (told.kind === 'progress') setProgress(told.progress)
      else setCells((now) => new Map(now).set(`${told.experiment} ${told.cell.column}`, told.cell))
    }
    return () => events.close()
  }, [])
  return { known, cells, progress, trouble }
}
