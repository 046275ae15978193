/** How series are told apart: by colour, and without it by their marks and dashes. */

/** Each reaches 4.5 to 1 on the page's ground (WCAG 2.2 AA 1.4.3, and 1.4.11 for what is drawn). */
const COLOURS = {
  light: ['#0b5cad', '#a03b00', '#0e6b5c', '#8a2be2', '#7a4d00', '#56606a'],
  dark: ['#7cb8ff', '#ffae7a', '#63d9c3', '#cf9dff', '#ffc46b', '#a8b1ba'],
} as const

/** Of the page: ink, quiet text, lines, and what is raised. */
export const GROUNDS = {
  light: { ink: '#1b1f23', quiet: '#56606a', line: '#cfd6dc', raised: '#f4f6f8' },
  dark: { ink: '#e8eaed', quiet: '#a8b1ba', line: '#3a4249', raised: '#1d2125' },
} as const

export type Scheme = keyof typeof COLOURS

const MARKS = [
  { symbol: 'circle', character: '●', dash: [] },
  { symbol: 'rect', character: '■', dash: [6, 4] },
  { symbol: 'triangle', character: '▲', dash: [2, 3] },
  { symbol: 'diamond', character: '◆', dash: [10, 3, 2, 3] },
  { symbol: 'path://M0 0H10L5 9Z', character: '▼', dash: [12, 4] },
  {
    symbol: 'path://M5 0 6.5 3.5 10 5 6.5 6.5 5 10 3.5 6.5 0 5 3.5 3.5Z',
    character: '✦',
    dash: [4, 2],
  },
] as const

export function lookOf(index: number, scheme: Scheme) {
  const mark = MARKS[index % MARKS.length] ?? MARKS[0]
  return { ...mark, colour: COLOURS[scheme][index % COLOURS[scheme].length] ?? '' }
}

interface Props {
  index: number
  scheme: Scheme
  /** Whether it is a line with marks on it. */
  line: boolean
}

export function Swatch({ index, scheme, line }: Props) {
  const { colour, character, dash } = lookOf(index, scheme)
  const width = line ? 36 : 14
  return (
    <svg class="swatch-of" width={width} height={14} viewBox={`0 0 ${width} 14`} aria-hidden="true">
      {line && (
        <line
          x1={0}
          y1={7}
          x2={width}
          y2={7}
          stroke={colour}
          stroke-width={2}
          stroke-dasharray={dash.join(' ')}
        />
      )}
      <text x={width / 2} y={11} fill={colour} text-anchor="middle" font-size="13">
        {character}
      </text>
    </svg>
  )
}
