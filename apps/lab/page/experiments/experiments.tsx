/** The matrix: what differs between the styles, run on real servers while one looks. */

import { useState } from 'preact/hooks'
import { isStyle } from '../../../../shared/styles.ts'
import { lab, type SeenExperiment } from '../api.ts'
import { Wide } from '../scrolling.tsx'
import { CellView } from './cell-view.tsx'
import { useExperiments } from './use-experiments.ts'

export function Experiments({ at }: { at: string[] }) {
  const { known, cells, progress, trouble } = useExperiments()
  const [all, setAll] = useState(false)
  const [failed, setFailed] = useState('')
  const [id, column] = at
  if (known === undefined) return <main>{trouble || 'Asking the lab…'}</main>
  const chosen = known.experiments.find((each) => each.id === id)
  if (chosen !== undefined && column !== undefined)
    return <CellView experiment={chosen} column={column} cell={cells.get(`${id} ${column}`)} />
  const columns = known.columns.filter((each) => all || isStyle(each.id))
  const groups = [...new Set(known.experiments.map(({ group }) => group))]
  const start = (only: string[]) =>
    void lab.runExperiments(only).then(
      () => setFailed(''),
      (error: Error) => setFailed(error.message),
    )
  return (
    <main class="experiments">
      <h1 class="lead">Experiments</h1>
      <p class="lead">
        Each is a question to running servers. What is expected stands in grey until it has been run
        here; a cell opens its evidence.
      </p>
      <p class="trouble" role="alert">
        {failed || trouble}
      </p>
      <div class="run">
        {progress.running ? (
          <button type="button" onClick={() => void lab.stopExperiments()}>
            Stop
          </button>
        ) : (
          <button type="button" onClick={() => start([])}>
            Run all {known.experiments.length}
          </button>
        )}
        <label>
          <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> with stores and
          remedies
        </label>
        <progress
          max={Math.max(1, progress.all)}
          value={progress.done}
          aria-label="Progress of the run"
        />
        <span role="status">
          {progress.all > 0 && `${progress.done} of ${progress.all}`} {progress.at}
        </span>
      </div>
      {groups.map((group) => (
        <Wide label={group} key={group}>
          <table>
            <caption>{group}</caption>
            <thead>
              <tr>
                <th scope="col">Question</th>
                {columns.map(({ id, title }) => (
                  <th scope="col" key={id}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {known.experiments
                .filter((each) => each.group === group)
                .map((each) => (
                  <tr key={each.id}>
                    <th scope="row">
                      {each.question}{' '}
                      <button
                        type="button"
                        disabled={progress.running}
                        onClick={() => start([each.id])}
                      >
                        Run
                      </button>
                    </th>
                    {columns.map((column) => (
                      <td key={column.id}>
                        <Verdict
                          experiment={each}
                          column={column.id}
                          cell={cells.get(`${each.id} ${column.id}`)}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </Wide>
      ))}
    </main>
  )
}

function Verdict({
  experiment,
  column,
  cell,
}: {
  experiment: SeenExperiment
  column: string
  cell: { verdict: string | null; standing: string } | undefined
}) {
  const expected = experiment.expected.find(([id]) => id === column)?.[1] ?? ''
  const word = cell?.verdict ?? cell?.standing ?? expected
  const kind = cell === undefined ? 'not-yet' : cell.standing
  return (
    <a
      class={`verdict ${kind}`}
      href={`/experiments/${experiment.id}/${column}`}
      title={experiment.verdicts[word]}
    >
      {word}
    </a>
  )
}
