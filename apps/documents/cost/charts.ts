/** Charts as SVG, drawn without a browser, the same each time. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type {
  Axis,
  BarChart as BarChartData,
  LineChart as LineChartData,
} from '../../bench/figures/charts.ts'

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** Told apart with any eyes (Okabe and Ito), and by their marks as well. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#7a5c00']
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow']
const WIDTH = 760
const LINE_HEIGHT = 360
/** White, so that it can be read where the page around it is dark. */
const GROUND = {
  backgroundColor: '#ffffff',
  animation: false,
  textStyle: { fontFamily: 'sans-serif' },
}

const TITLE = { left: 12, top: 8, textStyle: { fontSize: 15 } }
/** Without a browser the width of a text is guessed, and a little short. */
const LEGEND = { top: 34, left: 12, itemGap: 26 }

export function drawLines({ title, x, y, lines }: LineChartData): string {
  const axis = ({ name, type = 'value' }: Axis) => ({
    name,
    type,
    nameLocation: 'middle' as const,
    axisLabel: { formatter: (value: number) => short(value) },
  })
  return drawn(LINE_HEIGHT, title, {
    ...GROUND,
    color: COLOURS,
    legend: LEGEND,
    grid: { left: 78, right: 30, top: 76, bottom: 52 },
    xAxis: { ...axis(x), nameGap: 30 },
    yAxis: { ...axis(y), nameGap: 56 },
    series: lines.map(({ name, points }, index) => ({
      name,
      type: 'line',
      symbolSize: 7,
      symbol: MARKS[index % MARKS.length],
      data: points.map((point) => [...point]),
    })),
  })
}

export function drawBars({ title, unit, bars }: BarChartData): string {
  const kinds = [...new Set(bars.map(({ kind }) => kind))]
  return drawn(152 + bars.length * 24, title, {
    ...GROUND,
    color: COLOURS,
    legend: { ...LEGEND, width: 700 },
    grid: { left: 250, right: 60, top: 108, bottom: 44 },
    xAxis: { type: 'value', name: unit, nameLocation: 'middle', nameGap: 28 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLabel: { width: 236, overflow: 'truncate' },
      axisTick: { show: false },
    },
    series: kinds.map((name) => ({
      name,
      type: 'bar',
      stack: 'one', // of each bar only one kind has a value
      data: bars.map(({ kind, value }) => (kind === name ? value : null)),
      label: {
        show: true,
        position: 'right',
        formatter: ({ value }: { value: unknown }) => (value === null ? '' : String(value)),
      },
    })),
  })
}

function drawn(height: number, title: string, option: echarts.EChartsCoreOption): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption({ ...option, title: { text: title, ...TITLE } })
    return `${still(chart.renderToSVGString(), title)}\n`
  } finally {
    chart.dispose()
  }
}

/**
 * Names of parts and classes are counted over all charts of a process, and the classes are for a mouse that is not
 * there: so that each file is the same whenever it is made. And a title, for who does not see it.
 */
function still(svg: string, title: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>\s*/g, '')
    .replace(/ class="zr\d*-cls-\d+"/g, '')
    .replace(/zr\d+-/g, 'zr-')
    .replace(/^<svg [^>]*>/, (open) => `${open}\n<title>${title}</title>`)
}

/** `2k` for 2,000, as there is little room. */
function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`
  return value >= 1000 ? `${value / 1000}k` : String(value)
}
