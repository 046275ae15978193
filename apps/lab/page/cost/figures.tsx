import type { LineChart } from '../../../bench/figures/charts.ts'
import type { Table } from '../../../bench/figures/tables.ts'
import { Wide } from '../scrolling.tsx'

/** No figure, but words. */
const WORD = /[a-z]{3}/i

interface Props {
  caption: string
  table: Table
}

/** A table that scrolls sideways where it has no room, by the keyboard as well. */
export function Figures({ caption, table: { head, rows } }: Props) {
  return (
    <Wide label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name, index) =>
              name === '' ? (
                <td key={`${index}`} />
              ) : (
                <th key={`${index}`} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells], row) => (
            <tr key={`${row}`}>
              <th scope="row">{first}</th>
              {cells.map((cell, index) => (
                <td key={`${index}`} class={WORD.test(`${cell}`) ? 'words' : ''}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

/** What a chart of lines draws, as a table. */
export function tableOf({ x, lines }: LineChart): Table {
  const at = [...new Set(lines.flatMap(({ points }) => points.map(([each]) => each)))]
  return {
    head: [x.name, ...lines.map(({ name }) => name)],
    rows: at
      .sort((a, b) => a - b)
      .map((each) => [
        each.toLocaleString('en'),
        ...lines.map(({ points }) => {
          const found = points.find(([x]) => x === each)
          return found === undefined ? '–' : found[1].toLocaleString('en')
        }),
      ]),
  }
}
