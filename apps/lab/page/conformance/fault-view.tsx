/** One fault: what it changes, the case that catches it, and what it costs; tried at a server that has it. */
import { useState } from 'preact/hooks'
import type { FaultsEvent } from '../../conformance/faults.ts'
import { lab } from '../api.ts'
import { Scrolling } from '../scrolling.tsx'
import { AttackView } from './attack-view.tsx'
import { caseAddress } from './case-address.ts'
import { PatchView } from './patch-view.tsx'
import { Prose } from './prose.tsx'
import { useFaults } from './use-faults.ts'
import { Facts } from './why.tsx'

export function FaultView({ id }: { id: string }) {
  const { known, now, trouble } = useFaults(() => lab.fault(id))
  const [failed, setFailed] = useState('')
  if (known === undefined) return <p>{trouble || 'Asking the lab…'}</p>
  const { server, safeguard, title, attack, patches, code, vainFix, fix, references } = known
  const outcome = now.outcomes[id]
  const report = (asked: Promise<unknown>) =>
    void asked.then(
      () => setFailed(''),
      (error: Error) => setFailed(error.message),
    )
  return (
    <>
      <p class="way">
        <a href="/conformance/faults">All faults</a>
      </p>
      <h1 class="lead">{safeguard === undefined ? id : `${server} without ${safeguard}`}</h1>
      <p class="lead">
        <Prose text={title} />
      </p>
      <Facts
        facts={[
          ['Server', `${server}; start it: \`npm run faulty -- ${id}\``],
          ...(known.exercise === undefined ? [] : ([['Exercise', known.exercise]] as const)),
          ['Attack', attack],
        ]}
      />
      <p>
        Caught by <a href={caseAddress(known.case.id)}>{known.case.id}</a>:{' '}
        <Prose text={known.case.requirement} />
      </p>
      <h2>What it changes</h2>
      {patches.map((patch) => (
        <PatchView patch={patch} key={`${patch.file} ${patch.find}`} />
      ))}
      {code !== undefined && (
        <details>
          <summary>How it looks elsewhere</summary>
          <Scrolling label="How it looks elsewhere" class="wire">
            {code}
          </Scrolling>
        </details>
      )}
      <div class="run">
        {now.running === id ? (
          <button type="button" onClick={() => report(lab.stopFault())}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            disabled={now.running !== null}
            onClick={() => report(lab.tryFault(id))}
          >
            Try it
          </button>
        )}
        <span role="status">{spoken(now, id)}</span>
      </div>
      <p class="trouble" role="alert">
        {failed || trouble || now.troubles[id]}
      </p>
      {outcome !== undefined && <AttackView attack={known.case} outcome={outcome} />}
      <h2>What helps</h2>
      <Facts
        facts={[
          ['Fix', fix],
          ['Ineffective fix', vainFix],
          ['References', references.join(', ')],
        ]}
      />
    </>
  )
}

function spoken({ running, step, outcomes }: FaultsEvent, id: string): string {
  if (running === id) return step || 'Starting…'
  if (running !== null) return `Another one is tried right now: ${running}.`
  const outcome = outcomes[id]
  if (outcome === undefined) return ''
  return outcome.isShown
    ? 'The case passes at the server as it is, and fails at the faulty one.'
    : 'It made no difference here.'
}
