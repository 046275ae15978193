/** Three columns, and one row of actions that happen to all three at once. */
import { useEffect, useState } from 'preact/hooks'
import { type KnownAction, lab, type Who } from '../api.ts'
import { Actions } from './actions.tsx'
import { Column } from './column.tsx'
import { Difference } from './difference.tsx'
import { Settings } from './settings.tsx'
import { useTable } from './use-table.ts'

export function Play({ id }: { id: string | undefined }) {
  const { table, trouble, busy, act, choose, reset } = useTable(id)
  const [actions, setActions] = useState<KnownAction[]>([])
  const [who, setWho] = useState<Who>('you')
  /** The step that is looked at; the last one where none is chosen. */
  const [step, setStep] = useState<number>()
  useEffect(() => void lab.actions().then(setActions, () => {}), [])
  useEffect(() => {
    document.title = 'Three ways to remember'
  }, [])

  const last = Math.max(0, ...(table?.seats.map(({ frames }) => frames.at(-1)?.number ?? 0) ?? []))
  const at = step ?? last
  const frames = table?.seats.map(({ frames }) => frames.find(({ number }) => number === at)) ?? []
  const hasThief = table?.seats[0]?.frames.at(-1)?.browsers.thief != null
  const doing = (action: object) => {
    setStep(undefined)
    return act(action)
  }
  return (
    <main class="play">
      <h1 class="lead">Watch three servers remember you</h1>
      <p class="lead">
        Each column is a real server. What you do happens to all three at once; look at what your
        browser then holds, what went over the wire, and what the server keeps.
      </p>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <Actions
        {...{
          actions,
          busy: busy || table === undefined,
          who: hasThief ? who : 'you',
          hasThief,
          setWho,
        }}
        onAct={(action) =>
          doing({ action, who: hasThief ? who : 'you', frame: at === 0 ? undefined : at })
        }
        onReset={() => {
          setStep(undefined)
          setWho('you')
          return reset()
        }}
      />
      <Settings choice={table?.seats[0]?.choice} busy={busy} onChoose={choose} />
      <Difference frames={frames} />
      <nav class="steps" aria-label="Steps">
        <button type="button" disabled={at <= 1} onClick={() => setStep(at - 1)}>
          Step back
        </button>
        <span>{last === 0 ? 'Nothing has happened yet.' : `Step ${at} of ${last}`}</span>
        <button type="button" disabled={at >= last} onClick={() => setStep(at + 1)}>
          Step on
        </button>
      </nav>
      <div class="columns">
        {table?.seats.map((seat, index) => (
          <Column key={seat.style} seat={seat} frame={frames[index]} onAct={doing} />
        ))}
      </div>
    </main>
  )
}
