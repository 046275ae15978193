/** Verdicts as the suite's reports mark them: by a sign and a word, never by colour alone. */
import type { Verdict } from '../../../../shared/conformance/runner.ts'
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
  const { length: judged } = results
  if (judged === 0) return <span class="mark none">not run</span>
  const count = (verdict: Verdict) => results.filter((each) => each.verdict === verdict).length
  const open = count('not-judged')
  const kind = kindOf(results)
  const text =
    kind === 'pass' || kind === 'not-judged' || kind === 'not-applicable'
      ? `${count('pass')} pass`
      : `${count('fail') + count('error')} of ${judged} ${kind === 'error' ? 'error' : 'fail'}`
  return (
    <span class={`mark ${kind}`}>
      <span aria-hidden="true">{MARKS[kind]}</span> {text}
      {open > 0 && <span class="beside">, {open} not judged</span>}
      {judged < ids.length && <span class="beside"> of {ids.length}</span>}
    </span>
  )
}

/** The one that matters most. */
export function kindOf(results: readonly Brief[]): Verdict {
  const order: Verdict[] = ['fail', 'error', 'pass', 'not-judged']
  const has = (verdict: Verdict) => results.some((each) => each.verdict === verdict)
  return order.find(has) ?? 'not-applicable'
}

/** A server as a heading of a column: its style, and where it is. */
export function ServerName({ server }: { server: KnownServer }) {
  return (
    <>
      {server.style ?? 'not asked yet'}
      <span class="where">{server.url}</span>
    </>
  )
}
