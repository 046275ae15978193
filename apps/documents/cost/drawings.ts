/** The charts of docs/cost.md, each by its file, from the recorded runs. */
import { GROWTH_CHARTS, routeChart } from '../../bench/figures/charts.ts'
import { recorded } from '../../bench/figures/recorded.ts'
import { drawBars, drawLines } from './charts.ts'

export const DRAWINGS: Record<string, () => string> = {
  'me.svg': () => drawBars(routeChart(recorded('bench'), 'me')),
  ...Object.fromEntries(
    Object.entries(GROWTH_CHARTS).map(([name, chart]) => [
      `${name}.svg`,
      () => drawLines(chart(recorded('growth'))),
    ]),
  ),
}
