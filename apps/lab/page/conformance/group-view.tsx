/** One group: its cases, what each server made of them, and why where it is not simply green. */

import type { KnownCases } from '../api.ts'
import { Wide } from '../scrolling.tsx'
import { caseAddress } from './case-address.ts'
import { Prose } from './prose.tsx'
import type { KnownServer } from './use-conformance.ts'
import { ServerHeads, VerdictMark } from './verdict.tsx'
import { Why } from './why.tsx'

/** Red first. */
const FIRST = ['fail', 'error', 'not-judged', 'not-applicable']

interface Props {
  known: KnownCases
  group: KnownCases['groups'][number]
  servers: readonly KnownServer[]
}

export function GroupView({ known, group, servers }: Props) {
  const cases = known.cases.filter((each) => each.group === group.name)
  const notGreen = servers
    .flatMap((server) =>
      cases.flatMap((each) => {
        const result = server.results.get(each.id)
        return result === undefined || result.verdict === 'pass' ? [] : [{ server, each, result }]
      }),
    )
    .sort((a, b) => FIRST.indexOf(a.result.verdict) - FIRST.indexOf(b.result.verdict))
  return (
    <>
      <Wide label={`Cases of ${group.name} and servers`}>
        <table>
          <caption>A verdict opens what was sent and seen</caption>
          <ServerHeads first="Case" servers={servers} />
          <tbody>
            {cases.map(({ id, requirement, level, references }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={caseAddress(id)}>{id}</a> <span class="level">{level}</span>
                  <span class="about">
                    <Prose text={requirement} />
                  </span>
                  <span class="about">{references.join(', ')}</span>
                </th>
                {servers.map((server) => (
                  <td key={server.url}>
                    <Cell id={id} server={server} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {notGreen.length > 0 && <h2>Not simply green</h2>}
      {notGreen.map(({ server, each, result }) => (
        <section class="evidence" key={`${server.url} ${each.id}`}>
          <h3>
            <a href={caseAddress(each.id)}>{each.id}</a> at {server.style} ({server.url})
          </h3>
          <Why each={each} result={result} />
        </section>
      ))}
    </>
  )
}

function Cell({ id, server }: { id: string; server: KnownServer }) {
  const result = server.results.get(id)
  if (result === undefined) return <span class="mark none">not run</span>
  return (
    <a class="cell" href={caseAddress(id)}>
      <VerdictMark verdict={result.verdict} />
    </a>
  )
}
