/** The case as it was on the wire, around the step that a sound server answers otherwise. */
import type { DescribedFault } from '../../../faults/describe.ts'
import type { Outcome } from '../../conformance/fault-run.ts'
import { Scrolling } from '../scrolling.tsx'
import { caseAddress } from './case-address.ts'
import { VerdictMark } from './verdict.tsx'
import { Facts } from './why.tsx'

interface Props {
  /** The case that was run. */
  attack: DescribedFault['case']
  outcome: Outcome
}

export function AttackView({ attack, outcome }: Props) {
  const { failure, verdict, reason } = outcome.faulty
  return (
    <>
      <h2>At the server as it is</h2>
      <p>
        <a href={caseAddress(attack.id)}>{attack.id}</a>:{' '}
        <VerdictMark verdict={outcome.sound.verdict} /> {outcome.sound.reason}
      </p>
      <h2>At the faulty server</h2>
      {outcome.before > 0 && (
        <p class="nothing">{outcome.before} exchanges before, answered alike.</p>
      )}
      <ol class="attack" start={outcome.before + 1}>
        {outcome.steps.map(({ name, status, text, instead }, index) => (
          <li key={`${index}`} class={instead === null ? '' : 'differs'}>
            <p>
              <strong>{name}</strong>: {status}
              {instead !== null && <em class="differs"> answered otherwise</em>}
            </p>
            <Scrolling label={`${name}, at the faulty server`} class="wire">
              {text}
            </Scrolling>
            {instead !== null && (
              <details>
                <summary>The same step at the server as it is</summary>
                <Scrolling label={`${name}, at the server as it is`} class="wire">
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
