/** The last exchanges as a drawing that grows downwards: browser, server, the store where there is one, accounts. */
import type { Frame } from '../api.ts'
import { type Passed, passedIn } from './passed.ts'

const WIDTH = 320
const LANES_AT = 20
const ROW = 58
/** Older ones are in the steps. */
const MOST_ROWS = 3

interface Lanes {
  readonly browser: number
  readonly server: number
  readonly store?: number
  readonly accounts: number
}
const WITHOUT_STORE: Lanes = { browser: 46, server: 206, accounts: 284 }
const WITH_STORE: Lanes = { browser: 40, server: 172, store: 232, accounts: 290 }

interface Props {
  /** Of this column, oldest first; the last one is looked at. */
  frames: readonly Frame[]
}

/** Says nothing that the sentence and the wire do not: it is not read out. */
export function Drawing({ frames }: Props) {
  const hasStore = frames.at(-1)?.server.store != null
  const lanes: Lanes = hasStore ? WITH_STORE : WITHOUT_STORE
  const shown = frames.slice(-MOST_ROWS)
  const before = frames.slice(0, -MOST_ROWS).at(-1)
  const height = LANES_AT + ROW * shown.length
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true">
      {Object.entries(lanes).map(([name, at]) => (
        <g key={name}>
          <line class="lane" x1={at} y1={LANES_AT} x2={at} y2={height} />
          <text x={at} y={13} text-anchor="middle" class="lane-name">
            {name}
          </text>
        </g>
      ))}
      {before !== undefined && (
        <text class="arrow-label" x={2} y={LANES_AT + 8}>
          …
        </text>
      )}
      {shown.map((frame, index) => {
        const passed = passedIn(frame, shown[index - 1] ?? before)
        const isLast = index === shown.length - 1
        return (
          <Row
            key={frame.number}
            passed={passed}
            isLast={isLast}
            lanes={lanes}
            y={LANES_AT + index * ROW}
          />
        )
      })}
    </svg>
  )
}

function Row({
  passed,
  isLast,
  lanes,
  y,
}: {
  passed: Passed
  isLast: boolean
  lanes: Lanes
  y: number
}) {
  const { browser, server, store, accounts } = lanes
  const { number, who, title, asks, answers } = passed
  return (
    <g class={`exchange ${who} ${isLast ? 'last' : ''}`}>
      <text class="arrow-label" x={2} y={y + 24}>
        {number}
      </text>
      {who === 'thief' && (
        <text class="arrow-label" x={2} y={y + 38}>
          thief
        </text>
      )}
      {asks === undefined ? (
        <text class="arrow-label event" x={server - 6} y={y + 34} text-anchor="end">
          {title} ✱
        </text>
      ) : (
        <>
          <Arrow from={browser} to={server} y={y + 24} label={asks} />
          <Arrow from={server} to={browser} y={y + 50} label={answers} />
        </>
      )}
      {store !== undefined && passed.store.reads && (
        <Arrow from={server} to={store} y={y + 24} label="reads" />
      )}
      {store !== undefined && passed.store.writes && (
        <Arrow from={server} to={store} y={y + 50} label="writes" />
      )}
      {passed.accounts.reads && (
        <Arrow from={server} to={accounts} y={y + 31} label={store === undefined ? 'reads' : ''} />
      )}
      {passed.accounts.writes && (
        <Arrow from={server} to={accounts} y={y + 57} label={store === undefined ? 'writes' : ''} />
      )}
    </g>
  )
}

function Arrow({ from, to, y, label }: { from: number; to: number; y: number; label: string }) {
  const side = to > from ? -1 : 1
  return (
    <g class="arrow">
      <line x1={from} y1={y} x2={to} y2={y} />
      <path d={`M ${to} ${y} l ${side * 7} -4 v 8 z`} />
      <text class="arrow-label" x={(from + to) / 2} y={y - 4} text-anchor="middle">
        {label}
      </text>
    </g>
  )
}
