/** One verdict: the question, what was done, what was seen, and why. */
import { useEffect, useState } from 'preact/hooks'
import type { CellRecord } from '../../../experiments/reports/record.ts'
import type { SeenCell } from '../../experiments/live-run.ts'
import type { SeenExperiment } from '../api.ts'
import { lab } from '../api.ts'
import { exchangeText } from '../exchange-text.ts'

interface Props {
  experiment: SeenExperiment
  column: string
  cell: SeenCell | undefined
}

export function CellView({ experiment, column, cell }: Props) {
  const [evidence, setEvidence] = useState<CellRecord['evidence']>()
  const expected = experiment.expected.find(([id]) => id === column)
  useEffect(() => {
    setEvidence(undefined)
    if (cell === undefined) return
    lab.cell(experiment.id, column).then(
      (found) => setEvidence(found.evidence),
      () => {},
    )
  }, [experiment.id, column, cell])
  return (
    <main class="cell-view">
      <p>
        <a href="/experiments">All experiments</a>
      </p>
      <h1 class="lead">{experiment.question}</h1>
      <p class="lead">
        “{experiment.claim.text}” ({experiment.claim.by})
      </p>
      <ol>
        {experiment.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h2>{column}</h2>
      <p>
        Expected: <strong>{expected?.[1]}</strong>. {expected?.[2]}
      </p>
      {cell === undefined ? (
        <p>
          Not run here yet.{' '}
          <button type="button" onClick={() => void lab.runExperiments([experiment.id])}>
            Run it
          </button>
        </p>
      ) : (
        <p>
          Seen: <strong>{cell.verdict ?? cell.standing}</strong>{' '}
          {cell.verdict !== null && experiment.verdicts[cell.verdict]} {cell.reason}
        </p>
      )}
      {experiment.surprise !== null && <p class="surprise">A surprise: {experiment.surprise}</p>}
      <p>What to do about it: {experiment.advice}</p>
      {evidence?.map(({ who, note, exchange }, index) => (
        <section class="evidence" key={`${index}`}>
          <p>
            {who !== '' && <strong>{who}: </strong>}
            {note}
          </p>
          {exchange !== undefined && <pre class="wire">{exchangeText(exchange)}</pre>}
        </section>
      ))}
    </main>
  )
}
