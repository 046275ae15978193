/** Verdicts as the suite's reports mark them: by a sign and a word, never by colour alone. */
import type { Verdict } from '../../../../shared/conformance/run/runner.ts'
import type { Brief } from '../../conformance/judged-server.ts'
import type { KnownServer } from './use-conformance.ts'

const MARKS: Record<Verdict, string> = {
  pass: '✓',
  fail: '✗',
  'not-applicable': '–',
  'not-judged': '?',
  error: '!',
}

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <span class={`mark ${verdict}`}>
      <span aria-hidden="true">{MARKS[verdict]}</span> {verdict.replace('-', ' ')}
    </span>
  )
}

/** What was judged of these cases at a server, in a few words. */
export function Tally({ ids, server }: { ids: readonly string[]; server: KnownServer }) {
  const results = ids.flatMap((id) => server.results.get(id) ?? [])
  if (results.length === 0) return <span class="mark none">not run</span>
  const kind = kindOf(results)
  const count = (verdict: Verdict) => results.filter((each) => each.verdict === verdict).length
  const counted = (['fail', 'error', 'pass', 'not-judged'] as const).flatMap((verdict) =>
    count(verdict) > 0 ? `${count(verdict)} ${verdict.replace('-', ' ')}` : [],
  )
  const [first = 'not applicable', ...others] = counted
  const part = results.length < ids.length ? ` (${results.length} of ${ids.length} run)` : ''
  return (
    <span class={`mark ${kind}`}>
      <span aria-hidden="true">{MARKS[kind]}</span> {first}
      <span class="beside">
        {others.map((each) => `, ${each}`)}
        {part}
      </span>
    </span>
  )
}

/** The one that matters most. */
export function kindOf(results: readonly Brief[]): Verdict {
  const order: Verdict[] = ['fail', 'error', 'pass', 'not-judged']
  const has = (verdict: Verdict) => results.some((each) => each.verdict === verdict)
  return order.find(has) ?? 'not-applicable'
}

/** The heads of a table in which each server has a column. */
export function ServerHeads({
  first,
  servers,
}: {
  first: string
  servers: readonly KnownServer[]
}) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {servers.map((server) => (
          <th scope="col" key={server.url}>
            <ServerName server={server} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** A server as a heading of a column: its style, and where it is. */
function ServerName({ server }: { server: KnownServer }) {
  return (
    <>
      {server.trouble !== null ? 'not reached' : (server.style ?? 'not asked yet')}
      <span class="where">{server.url}</span>
    </>
  )
}
