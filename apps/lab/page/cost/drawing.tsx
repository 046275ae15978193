/** A chart in the room that there is: drawn anew when the room, the scheme or what is shown changes. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Look } from './options.ts'
import { useMedia } from './use-media.ts'

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer])

interface Props {
  /** What it shows, for who does not see it. */
  label: string
  height: number
  option(look: Look): EChartsCoreOption
}

export function Drawing({ label, height, option }: Props) {
  const room = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(null)
  const [width, setWidth] = useState(0)
  const scheme = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  const animated = !useMedia('(prefers-reduced-motion: reduce)')

  useLayoutEffect(() => {
    if (room.current === null) return
    clearable(room.current)
    const drawn = init(room.current, null, { renderer: 'svg' })
    for (const svg of room.current.getElementsByTagName('svg')) clearable(svg)
    chart.current = drawn
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(room.current)
    return () => {
      observer.disconnect()
      drawn.dispose()
    }
  }, [])

  useEffect(() => {
    if (width === 0) return
    chart.current?.resize({ width, height })
    chart.current?.setOption(option({ scheme, animated, width }), { notMerge: true })
  }, [option, scheme, animated, width, height])

  return <div class="drawn" ref={room} role="img" aria-label={label} style={{ height }} />
}

/** At its end ECharts empties what it made by innerHTML, which the page's policy forbids (Trusted Types). */
function clearable(element: Element): void {
  const set = () => element.replaceChildren()
  Object.defineProperty(element, 'innerHTML', { configurable: true, set })
}
