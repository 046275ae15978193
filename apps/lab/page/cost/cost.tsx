/** What the three cost: the last benchmark, to be looked at from more than one side. */
import './cost.css'
import { useEffect, useState } from 'preact/hooks'
import type { Run, Section, CostView as Seen } from '../../cost/view.ts'
import { lab } from '../api.ts'
import { Figures } from './figures.tsx'
import { Lines } from './lines.tsx'
import { Pieces } from './pieces.tsx'
import { Requests } from './requests.tsx'

const NAMES = { recorded: 'the recorded one', own: 'your own' }

export function CostView() {
  const [view, setView] = useState<Seen>()
  const [error, setError] = useState('')
  const [name, setName] = useState<'recorded' | 'own'>()
  useEffect(() => {
    document.title = 'Cost - Three ways to remember'
    lab.cost().then(
      (found) => {
        setView(found)
        requestAnimationFrame(() =>
          document.getElementById(location.hash.slice(1))?.scrollIntoView(),
        )
      },
      (e: Error) => setError(e.message),
    )
  }, [])
  const run = view?.runs.find((each) => each.name === name) ?? view?.runs.at(-1)
  return (
    <main class="cost">
      <h1 class="lead">What it costs</h1>
      {(error !== '' || view?.trouble) && <p role="alert">{error || view?.trouble}</p>}
      {view !== undefined && run !== undefined && (
        <>
          {view.runs.length > 1 && (
            <fieldset class="which">
              <legend>Which run of the bench</legend>
              {view.runs.map((each) => (
                <label key={each.name}>
                  <input
                    type="radio"
                    name="run"
                    checked={each === run}
                    onChange={() => setName(each.name)}
                  />
                  {NAMES[each.name]}
                </label>
              ))}
            </fieldset>
          )}
          <Facts run={run.run} />
          {view.runs.length === 1 && (
            <p>
              To see a run of your own beside it: <code>npm run bench -- --json my-run.json</code>,
              then <code>LAB_BENCH=my-run.json npm run lab</code>.
            </p>
          )}
          <Requests run={run} />
          <h2>What grows</h2>
          <Facts run={view.growth.run} />
          {view.growth.sections.map((section) => (
            <Growing key={section.id} section={section} />
          ))}
        </>
      )}
    </main>
  )
}

function Facts({ run }: { run: Run }) {
  return (
    <details class="run-facts">
      <summary>
        Measured {run.date.slice(0, 10)} on {run.cores} cores of {run.cpu}, {run.memoryGibibytes}{' '}
        GiB, Node {run.node}, at commit {run.commit}.
      </summary>
      {!run.pinned && (
        <p>Servers and load had no core of their own: these are no figures to go by.</p>
      )}
      <p>
        {run.system}; versions:{' '}
        {Object.entries(run.versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}
        .
      </p>
    </details>
  )
}

function Growing({ section: { id, title, words, charts, tables } }: { section: Section }) {
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {words.map((pieces, index) => (
        <Pieces key={`${index}`} pieces={pieces} />
      ))}
      {charts.map((chart) => (
        <Lines key={chart.title + chart.y.name} chart={chart} />
      ))}
      {tables.map((each) => (
        <Figures key={each.caption} {...each} />
      ))}
    </section>
  )
}
