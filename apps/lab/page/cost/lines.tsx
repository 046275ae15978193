import { useCallback } from 'preact/hooks'
import type { LineChart } from '../../../bench/figures/charts.ts'
import { Drawing } from './drawing.tsx'
import { Figures, tableOf } from './figures.tsx'
import { type Look, lineOption } from './options.ts'
import { Shown, useHidden } from './shown.tsx'

const HEIGHT = 320

function nameOf({ title, y }: LineChart): string {
  return title.toLowerCase() === y.name ? title : `${title}: ${y.name}`
}

export function Lines({ chart }: { chart: LineChart }) {
  const [hidden, toggle] = useHidden()
  const option = useCallback((look: Look) => lineOption(chart, hidden, look), [chart, hidden])
  const names = chart.lines.map(({ name }) => name)
  const what = nameOf(chart)
  return (
    <figure>
      <figcaption>{what}</figcaption>
      {names.length > 1 && <Shown names={names} hidden={hidden} line onToggle={toggle} />}
      <Drawing
        label={`Lines. ${what}, by ${chart.x.name}, of ${names.join(', ')}. The table below has the figures.`}
        height={HEIGHT}
        option={option}
      />
      <details>
        <summary>As a table</summary>
        <Figures caption={what} table={tableOf(chart)} />
      </details>
    </figure>
  )
}
