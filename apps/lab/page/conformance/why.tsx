/** Why a result is what it is: for a failure what was looked at, expected and seen. */
import type { CaseRecord } from '../../../../shared/conformance/reports/record.ts'
import type { Brief } from '../../conformance/judged-server.ts'
import { Prose } from './prose.tsx'
import { VerdictMark } from './verdict.tsx'

export function Why({ each, result }: { each: CaseRecord; result: Brief }) {
  const { verdict, reason, failure } = result
  const facts: [term: string, text: string][] = failure
    ? [
        ['Rule', `${each.requirement} (${each.level}; ${each.references.join(', ')})`],
        ['Looked at', failure.subject],
        ['Expected', failure.expected],
        ['Saw', failure.seen],
      ]
    : reason === ''
      ? []
      : [[verdict === 'not-judged' ? 'Would be judged with' : 'Reason', reason]]
  return (
    <>
      <p>
        <VerdictMark verdict={verdict} />
      </p>
      <Facts facts={facts} />
    </>
  )
}

export function Facts({ facts }: { facts: readonly (readonly [term: string, text: string])[] }) {
  if (facts.length === 0) return null
  return (
    <dl class="facts">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {term === 'Saw' || term === 'Expected' || term === 'Looked at' ? (
              text
            ) : (
              <Prose text={text} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
