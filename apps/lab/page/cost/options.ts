/** What ECharts is to draw. */
import type { EChartsCoreOption } from 'echarts/core'
import { type BarChart, KINDS, type LineChart } from '../../../bench/figures/charts.ts'
import { GROUNDS, lookOf, type Scheme } from './looks.tsx'

export interface Look {
  scheme: Scheme
  animated: boolean
  /** Of the room that there is, in pixels. */
  width: number
}

const KIND_NAMES = Object.values(KINDS)
const NARROW = 560

function usual({ scheme, animated }: Look) {
  const { ink, line, raised } = GROUNDS[scheme]
  return {
    animation: animated,
    animationDuration: 400,
    textStyle: { fontFamily: 'system-ui, sans-serif', color: ink },
    tooltip: {
      // As HTML it would need innerHTML, which the page's policy forbids.
      renderMode: 'richText',
      confine: true,
      backgroundColor: raised,
      borderColor: line,
      textStyle: { color: ink },
    },
  }
}

function axisLook({ scheme }: Look) {
  const { quiet, line, ink } = GROUNDS[scheme]
  return {
    axisLabel: { color: quiet, hideOverlap: true, formatter: short },
    axisLine: { lineStyle: { color: quiet } },
    splitLine: { lineStyle: { color: line } },
    nameLocation: 'middle',
    nameTextStyle: { color: ink },
  }
}

/** @param hidden names of lines */
export function lineOption(
  { x, y, lines }: LineChart,
  hidden: ReadonlySet<string>,
  look: Look,
): EChartsCoreOption {
  const { tooltip, ...rest } = usual(look)
  return {
    ...rest,
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      valueFormatter: told,
      axisPointer: { label: { precision: 0 } },
    },
    grid: { left: 58, right: 18, top: 14, bottom: 46 },
    xAxis: {
      ...axisLook(look),
      type: x.type ?? 'value',
      name: x.name,
      nameGap: 28,
      ...(x.type === 'log' && { min: 'dataMin' }),
    },
    yAxis: { ...axisLook(look), type: y.type ?? 'value', name: y.name, nameGap: 42 },
    series: lines.flatMap(({ name, points }, index) => {
      if (hidden.has(name)) return []
      const { colour, symbol, dash } = lookOf(index, look.scheme)
      return {
        name,
        type: 'line',
        symbol,
        symbolSize: 8,
        showAllSymbol: true,
        itemStyle: { color: colour },
        lineStyle: { color: colour, width: 2, type: dash.length === 0 ? 'solid' : [...dash] },
        data: points.map((point) => [...point]),
      }
    }),
  }
}

export function barOption(
  { unit, bars }: BarChart,
  hidden: ReadonlySet<string>,
  look: Look,
): EChartsCoreOption {
  const { tooltip, ...rest } = usual(look)
  const { ink } = GROUNDS[look.scheme]
  const shown = bars.filter(({ kind }) => !hidden.has(kind))
  const room = look.width < NARROW ? 130 : 250
  const lookOfKind = (kind = '') => lookOf(KIND_NAMES.indexOf(kind), look.scheme)
  const axis = axisLook(look)
  return {
    ...rest,
    tooltip: { ...tooltip, trigger: 'item', formatter: '{b}\n{c} µs' },
    grid: { left: room + 12, right: 52, top: 8, bottom: 44 },
    xAxis: { ...axis, type: 'value', name: unit, nameGap: 26 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: shown.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: axis.axisLine,
      axisLabel: {
        color: ink,
        width: room,
        overflow: 'truncate',
        interval: 0,
        formatter: (name: string, at: number) => `${lookOfKind(shown[at]?.kind).character} ${name}`,
      },
    },
    series: {
      type: 'bar',
      barMaxWidth: 16,
      label: { show: true, position: 'right', color: ink },
      data: shown.map(({ value, kind }) => ({
        value,
        itemStyle: { color: lookOfKind(kind).colour },
      })),
    },
  }
}

function told(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : String(value)
}

/** `2k` for 2,000, as there is little room. */
function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`
  return value >= 1000 ? `${value / 1000}k` : String(value)
}
