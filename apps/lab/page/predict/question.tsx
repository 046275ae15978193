/** One experiment: what will each of the three do? Then it is run, and it is seen. */
import { useEffect } from 'preact/hooks'
import { STYLES } from '../../../../shared/styles.ts'
import type { Progress, SeenCell } from '../../experiments/live-run.ts'
import type { SeenExperiment } from '../api.ts'
import { lab } from '../api.ts'
import { Select } from '../select.tsx'
import type { Answer } from './use-answers.ts'

interface Props {
  number: number
  experiment: SeenExperiment
  cells: ReadonlyMap<string, SeenCell>
  progress: Progress
  answer: Answer | undefined
  onAnswer(answer: Answer): void
}

export function Question({ number, experiment, cells, progress, answer, onAnswer }: Props) {
  const { id, question, steps, verdicts, advice } = experiment
  const { said = {}, isSeen = false } = answer ?? {}
  const isSaid = STYLES.every((column) => said[column] !== undefined)
  const seen = STYLES.map((column) => cells.get(`${id} ${column}`))
  const waits = isSeen && seen.some((cell) => cell === undefined)
  useEffect(() => {
    // Where another run is under way, this one begins when that is through.
    if (waits && !progress.running) lab.runExperiments([id]).catch(() => {})
  }, [id, waits, progress.running])
  return (
    <form
      class="question"
      aria-labelledby={`question-${number}`}
      onSubmit={(event) => {
        event.preventDefault()
        if (isSaid) onAnswer({ said, isSeen: true })
      }}
    >
      <h2 id={`question-${number}`}>
        {number}. {question}
      </h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div class="guesses">
        {STYLES.map((column, index) => (
          <div key={column}>
            <Select
              name={column}
              value={said[column]}
              choices={Object.entries(verdicts)}
              disabled={isSeen}
              onChoose={(verdict) =>
                onAnswer({ said: { ...said, [column]: verdict }, isSeen: false })
              }
            />
            {isSeen && (
              <Seen
                experiment={experiment}
                column={column}
                cell={seen[index]}
                said={said[column]}
              />
            )}
          </div>
        ))}
      </div>
      {isSeen ? (
        <p>{waits ? waiting(progress, id) : `What to do about it: ${advice}`}</p>
      ) : (
        <button type="submit" aria-disabled={!isSaid}>
          Now see
        </button>
      )}
    </form>
  )
}

function waiting({ running, at, done, all }: Progress, id: string): string {
  if (!running) return 'It begins…'
  return at.startsWith(id)
    ? `It is being tried: ${done} of ${all}.`
    : 'Another run is under way; this one begins when that is through.'
}

interface SeenProps {
  experiment: SeenExperiment
  column: string
  cell: SeenCell | undefined
  said: string | undefined
}

function Seen({ experiment, column, cell, said }: SeenProps) {
  if (cell === undefined) return null
  const why = experiment.expected.find(([id]) => id === column)?.[2]
  const link = <a href={`/experiments/${experiment.id}/${column}`}>the evidence</a>
  if (cell.verdict === null)
    return (
      <p class="guessed">
        No verdict: {cell.reason} ({link})
      </p>
    )
  const isRight = cell.verdict === said
  return (
    <p class={`guessed ${isRight ? 'right' : 'wrong'}`}>
      {isRight ? '✓ Right' : `✗ ${experiment.verdicts[cell.verdict]}`}.{' '}
      <span class="why">
        {why} ({link})
      </span>
    </p>
  )
}
