/** The exchange as a drawing: browser, server, and the store where there is one. */
import type { Frame, Style } from '../api.ts'

const WIDTH = 320
const HEIGHT = 96

export function Drawing({ frame, style }: { frame: Frame; style: Style }) {
  const hasStore = style === 'server-session'
  const x = hasStore ? [44, 160, 276] : [60, 260]
  const [browser = 0, server = 0, store] = x
  const names = ['browser', 'server', 'store']
  const first = frame.wire?.request.head.split(' HTTP', 1)[0] ?? ''
  const carries = /\ncookie:/i.test(frame.wire?.request.head ?? '') ? ' + cookie' : ''
  const sets = /\nset-cookie:/i.test(frame.wire?.response.head ?? '') ? ' + cookie' : ''
  const status = frame.wire === null ? '' : `${frame.wire.response.status}${sets}`
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {x.map((at, index) => (
        <g key={names[index]}>
          <line class="lane" x1={at} y1={20} x2={at} y2={HEIGHT} />
          <text x={at} y={13} text-anchor="middle" class="lane-name">
            {names[index]}
          </text>
        </g>
      ))}
      {frame.wire !== null && (
        <>
          <Arrow from={browser} to={server} y={42} label={`${first}${carries}`} />
          {hasStore && store !== undefined && <Arrow from={server} to={store} y={58} label="" />}
          <Arrow from={server} to={browser} y={80} label={status} />
        </>
      )}
      {frame.wire === null && (
        <text class="arrow-label" x={server} y={56} text-anchor="middle">
          from outside
        </text>
      )}
    </svg>
  )
}

function Arrow({ from, to, y, label }: { from: number; to: number; y: number; label: string }) {
  const side = to > from ? -1 : 1
  return (
    <g class="arrow">
      <line x1={from} y1={y} x2={to} y2={y} />
      <path d={`M ${to} ${y} l ${side * 7} -4 v 8 z`} />
      <text class="arrow-label" x={(from + to) / 2} y={y - 5} text-anchor="middle">
        {label}
      </text>
    </g>
  )
}
