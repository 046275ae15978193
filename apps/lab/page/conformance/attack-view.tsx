/** The attack as it was on the wire, around the step that a sound server answers otherwise. */
import type { Outcome } from '../../conformance/safeguard-run.ts'
import type { SeenSafeguard } from '../../conformance/safeguards.ts'
import { Scrolling } from '../scrolling.tsx'
import { caseAddress } from './case-address.ts'
import { VerdictMark } from './verdict.tsx'
import { Facts } from './why.tsx'

export function AttackView({ safeguard, outcome }: { safeguard: SeenSafeguard; outcome: Outcome }) {
  const { case: attack } = safeguard
  const { failure, verdict, reason } = outcome.without
  return (
    <>
      <h2>With it</h2>
      <p>
        The attack is the case <a href={caseAddress(attack.id)}>{attack.id}</a>:{' '}
        <VerdictMark verdict={outcome.with.verdict} /> {outcome.with.reason}
      </p>
      <h2>Without it</h2>
      {outcome.before > 0 && <p class="nothing">{outcome.before} exchanges before, as with it.</p>}
      <ol class="attack" start={outcome.before + 1}>
        {outcome.steps.map(({ name, status, text, instead }, index) => (
          <li key={`${index}`} class={instead === null ? '' : 'differs'}>
            <p>
              <strong>{name}</strong>: {status}
              {instead !== null && <em class="differs"> answered otherwise without it</em>}
            </p>
            <Scrolling label={`${name}, without it`} class="wire">
              {text}
            </Scrolling>
            {instead !== null && (
              <details>
                <summary>The same step with the safeguard</summary>
                <Scrolling label={`${name}, with it`} class="wire">
                  {instead}
                </Scrolling>
              </details>
            )}
          </li>
        ))}
      </ol>
      {outcome.after > 0 && <p class="nothing">{outcome.after} more.</p>}
      <p>
        <code>{attack.id}</code> <VerdictMark verdict={verdict} /> {failure === null && reason}
      </p>
      <Facts
        facts={[
          ['Rule', `${attack.requirement} (${attack.references.join(', ')})`],
          ...(failure === null
            ? []
            : ([
                ['Looked at', failure.subject],
                ['Expected', failure.expected],
                ['Saw', failure.seen],
              ] as const)),
        ]}
      />
    </>
  )
}
