import { useCallback, useState } from 'preact/hooks'
import { KINDS } from '../../../bench/figures/charts.ts'
import type { RouteView, RunView } from '../../cost/view.ts'
import { Drawing } from './drawing.tsx'
import { Figures } from './figures.tsx'
import { barOption, type Look } from './options.ts'
import { Pieces } from './pieces.tsx'
import { Shown, useHidden } from './shown.tsx'

/** One of the routes at a time, its servers as bars. */
export function Requests({ run }: { run: RunView }) {
  const [at, setAt] = useState('me')
  const [hidden, toggle] = useHidden()
  const route = run.routes.find(({ id }) => id === at) ?? run.routes[0]
  if (route === undefined) return null
  return (
    <section aria-labelledby="a-request">
      <h2 id="a-request">A request</h2>
      <Pieces pieces={run.figures} />
      <fieldset class="which">
        <legend>Which request</legend>
        {run.routes.map(({ id, name }) => (
          <label key={id}>
            <input type="radio" name="route" checked={id === route.id} onChange={() => setAt(id)} />
            {name}
          </label>
        ))}
      </fieldset>
      <Bars route={route} hidden={hidden} onToggle={toggle} />
      <Pieces pieces={run.marks} />
    </section>
  )
}

const KIND_NAMES = Object.values(KINDS)
const BAR_HEIGHT = 24
const REST_HEIGHT = 56

interface BarsProps {
  route: RouteView
  hidden: ReadonlySet<string>
  onToggle(kind: string): void
}

function Bars({ route: { chart, words, mostMicros, table }, hidden, onToggle }: BarsProps) {
  const option = useCallback((look: Look) => barOption(chart, hidden, look), [chart, hidden])
  const shown = chart.bars.filter(({ kind }) => !hidden.has(kind)).length
  const what = `${chart.title}: ${chart.unit}, up to ${mostMicros.toLocaleString('en')}`
  return (
    <>
      {words.map((pieces, index) => (
        <Pieces key={`${index}`} pieces={pieces} />
      ))}
      <figure>
        <figcaption>{what}</figcaption>
        <Shown names={KIND_NAMES} hidden={hidden} line={false} onToggle={onToggle} />
        <Drawing
          label={`Bars. ${what}, of ${shown} servers. The table below has the figures of all.`}
          height={shown * BAR_HEIGHT + REST_HEIGHT}
          option={option}
        />
        <details>
          <summary>As a table, with every server</summary>
          <Figures caption={chart.title} table={table} />
        </details>
      </figure>
    </>
  )
}
