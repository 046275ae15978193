/** The suite at a glance: a row for each group of cases, a column for each server. */
import { useState } from 'preact/hooks'
import type { KnownCases } from '../api.ts'
import { Wide } from '../scrolling.tsx'
import { Prose } from './prose.tsx'
import type { KnownServer } from './use-conformance.ts'
import { kindOf, ServerHeads, Tally } from './verdict.tsx'

export function Matrix({ known, servers }: { known: KnownCases; servers: readonly KnownServer[] }) {
  const [onlyRed, setOnlyRed] = useState(false)
  const idsOf = (group: string) => {
    return known.cases.filter((each) => each.group === group).map(({ id }) => id)
  }
  const isRed = (group: string) =>
    servers.some(({ results }) => {
      const found = idsOf(group).flatMap((id) => results.get(id) ?? [])
      return found.length > 0 && ['fail', 'error'].includes(kindOf(found))
    })
  const groups = known.groups.filter(({ name }) => !onlyRed || isRed(name))
  return (
    <>
      <label class="only-red">
        <input type="checkbox" checked={onlyRed} onChange={() => setOnlyRed(!onlyRed)} /> only
        groups with something red
      </label>
      <Wide label="Groups of cases and servers">
        <table>
          <caption>
            {known.cases.length} cases in {known.groups.length} groups; a group opens its cases
          </caption>
          <ServerHeads first="Group" servers={servers} />
          <tbody>
            {groups.map(({ name, about }) => (
              <tr key={name}>
                <th scope="row">
                  <a href={`/conformance/${name}`}>{name}</a>
                  <span class="about">
                    <Prose text={about} />
                  </span>
                </th>
                {servers.map((server) => (
                  <td key={server.url}>
                    <a class="cell" href={`/conformance/${name}`}>
                      <Tally ids={idsOf(name)} server={server} />
                    </a>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {groups.length === 0 && <p class="nothing">Nothing is red.</p>}
    </>
  )
}
