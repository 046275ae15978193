/** Begins a run, stops it, and tells how far it is. */
import { useState } from 'preact/hooks'
import type { JudgingProgress } from '../../conformance/live-judging.ts'
import { lab } from '../api.ts'
import type { KnownServer } from './use-conformance.ts'

interface Props {
  progress: JudgingProgress
  chosen: readonly KnownServer[]
  /** All of them where none is named. */
  group?: string
}

export function RunBar({ progress, chosen, group }: Props) {
  const [failed, setFailed] = useState('')
  const { running, stopping, done, all, at } = progress
  const told = (asked: Promise<unknown>) =>
    void asked.then(
      () => setFailed(''),
      (error: Error) => setFailed(error.message),
    )
  const urls = chosen.map(({ url }) => url)
  return (
    <>
      <p class="trouble" role="alert">
        {failed}
      </p>
      <div class="run">
        {running ? (
          <button
            type="button"
            aria-disabled={stopping}
            onClick={() => stopping || told(lab.stopJudging())}
          >
            Stop
          </button>
        ) : (
          <button
            type="button"
            disabled={chosen.length === 0}
            onClick={() => told(lab.judge(urls, group === undefined ? [] : [group]))}
          >
            Judge {chosen.length === 1 ? 'it' : `these ${chosen.length}`}
            {group !== undefined && ` by ${group}`}
          </button>
        )}
        <progress max={Math.max(1, all)} value={done} aria-label="Progress of the run" />
        {all > 0 && (
          <span class="count">
            {done} of {all} {at}
          </span>
        )}
        <span role="status">{spoken(progress, chosen)}</span>
      </div>
      <ul class="troubles">
        {chosen.map(({ url, trouble }) => trouble && <li key={url}>{`${url}: ${trouble}`}</li>)}
      </ul>
    </>
  )
}

/** Told aloud, so only a few times in a run of thousands of cases. */
function spoken(
  { running, stopping, done, all }: JudgingProgress,
  chosen: readonly KnownServer[],
): string {
  if (stopping) return 'Stopping; what was changed is put back.'
  if (running)
    return ['Judging…', 'A quarter is done.', 'Half is done.', 'Three quarters are done.'][
      Math.min(3, Math.floor((4 * done) / Math.max(1, all)))
    ] as string
  const unreached = chosen.filter(({ trouble }) => trouble !== null).length
  if (all === 0) return unreached > 0 ? 'None of them could be judged.' : ''
  const failures = chosen.flatMap(({ results }) =>
    [...results.values()].filter(({ verdict }) => verdict === 'fail' || verdict === 'error'),
  ).length
  const end = done < all ? 'Stopped' : 'Done'
  const found = failures === 0 ? 'nothing is red' : `${failures} red`
  return `${end}: ${found}${unreached > 0 ? `, ${unreached} could not be judged` : ''}.`
}
