/** One safeguard: what is taken out, the attack with it and without it, and the case that goes red. */
import { useState } from 'preact/hooks'
import type { SafeguardsTold, SeenSafeguard } from '../../conformance/safeguards.ts'
import { lab } from '../api.ts'
import { AttackView } from './attack-view.tsx'
import { PatchView } from './patch-view.tsx'
import { Prose } from './prose.tsx'
import { Facts } from './why.tsx'

interface Props {
  safeguard: SeenSafeguard
  now: SafeguardsTold
  trouble: string
}

export function SafeguardView({ safeguard, now, trouble }: Props) {
  const [failed, setFailed] = useState('')
  const { name, server, title, attack, vainFix, fix } = safeguard
  const outcome = now.outcomes[name]
  const isRunning = now.running === name
  const told = (asked: Promise<unknown>) =>
    void asked.then(
      () => setFailed(''),
      (error: Error) => setFailed(error.message),
    )
  return (
    <>
      <p>
        <a href="/conformance/safeguards">All safeguards</a>
      </p>
      <h1 class="lead">
        {server} without {name}
      </h1>
      <p class="lead">
        <Prose text={title} />
      </p>
      <p>
        <Prose text={attack} />
      </p>
      <h2>What is taken out</h2>
      {safeguard.patches.map((patch) => (
        <PatchView patch={patch} key={`${patch.file} ${patch.find}`} />
      ))}
      <div class="run">
        {isRunning ? (
          <button type="button" onClick={() => told(lab.stopSafeguard())}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            disabled={now.running !== null}
            onClick={() => told(lab.takeOut(name))}
          >
            Take it out
          </button>
        )}
        <span role="status">{spoken(now, name)}</span>
      </div>
      <p class="trouble" role="alert">
        {failed || trouble || now.troubles[name]}
      </p>
      {outcome !== undefined && <AttackView safeguard={safeguard} outcome={outcome} />}
      <h2>What helps</h2>
      <Facts
        facts={[
          ['Remedy', fix],
          ['Seems to help', vainFix],
        ]}
      />
    </>
  )
}

function spoken({ running, step, outcomes }: SafeguardsTold, name: string): string {
  if (running === name) return step || 'Starting…'
  if (running !== null) return `Another one is out right now: ${running}.`
  const outcome = outcomes[name]
  if (outcome === undefined) return ''
  return outcome.isShown
    ? 'The attack fails with it, and works without it.'
    : 'It made no difference here.'
}
