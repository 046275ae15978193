/** Three columns, and one row of actions that happen to all three at once. */
import { useEffect, useState } from 'preact/hooks'
import { go } from '../address.ts'
import { type KnownAction, lab, type Who } from '../api.ts'
import { TourPanel } from '../tour/panel.tsx'
import { useTourSoFar } from '../tour/use-tour-so-far.ts'
import { Actions } from './actions.tsx'
import { Column } from './column.tsx'
import { Difference } from './difference.tsx'
import { PredictFirst, Predictions } from './predictions.tsx'
import { Settings } from './settings.tsx'
import { Steps } from './steps.tsx'
import { usePredictions } from './use-predictions.ts'
import { useTable } from './use-table.ts'

interface Props {
  id: string | undefined
  /** The step of the tour, from 1, where it is one. */
  tour?: number | undefined
}

export function Play({ id, tour }: Props) {
  const addressOf = (table: string) =>
    tour === undefined ? `/play/${table}` : `/tour/${tour}/${table}`
  const { table, trouble, busy, act, choose, reset } = useTable(id, addressOf)
  const [actions, setActions] = useState<KnownAction[]>([])
  const [chosenWho, setWho] = useState<Who>('you')
  /** The step that is looked at; the last one where none is chosen. */
  const [step, setStep] = useState<number>()
  useEffect(() => void lab.actions().then(setActions, () => {}), [])
  useEffect(() => {
    document.title = 'Three ways to remember'
  }, [])

  const last = Math.max(0, ...(table?.seats.map(({ frames }) => frames.at(-1)?.number ?? 0) ?? []))
  const at = step ?? last
  const frames = table?.seats.map(({ frames }) => frames.find(({ number }) => number === at)) ?? []
  const styles = table?.seats.map(({ style }) => style) ?? []
  const hasThief = table?.seats[0]?.frames.at(-1)?.browsers.thief != null
  const who = hasThief ? chosenWho : 'you'
  const isBusy = busy || table === undefined
  const doing = (action: object) => {
    setStep(undefined)
    return act(action)
  }
  const predictions = usePredictions(last, (action) =>
    doing({ action, who, frame: at === 0 ? undefined : at }),
  )
  const onDo = useTourSoFar({ tour, last, isReady: !isBusy, act: doing, choose })
  const controls = (
    <>
      <Actions
        actions={actions}
        busy={isBusy}
        who={who}
        hasThief={hasThief}
        setWho={setWho}
        onAct={(action) => predictions.act(actions.find(({ id }) => id === action))}
        onReset={() => {
          setStep(undefined)
          setWho('you')
          return reset()
        }}
      />
      <div class="settings">
        <Settings choice={table?.seats[0]?.choice} busy={isBusy} onChoose={choose} />
        <PredictFirst {...predictions} />
      </div>
    </>
  )
  return (
    <main class="play">
      {tour === undefined ? (
        <>
          <h1 class="lead">Watch three servers remember you</h1>
          <p class="lead">
            Each column is a real server. What you do happens to all three at once; look at what
            your browser then holds, what went over the wire, and what the server keeps. Never heard
            of any of this? <a href="/tour/1">Take the tour</a>, five minutes.
          </p>
        </>
      ) : (
        <>
          <h1 class="lead">The tour</h1>
          <TourPanel
            number={tour}
            played={last}
            busy={isBusy}
            tableId={table?.id ?? ''}
            onDo={onDo}
            onGo={(number) => go(`/tour/${number}/${table?.id ?? ''}`)}
          />
        </>
      )}
      <p class="trouble" role="alert">
        {trouble}
      </p>
      {tour === undefined ? (
        controls
      ) : (
        <details class="all-actions">
          <summary>All actions</summary>
          {controls}
        </details>
      )}
      {predictions.asked !== undefined && (
        <Predictions
          key={predictions.asked.id}
          styles={styles}
          label={predictions.asked.label}
          onReady={predictions.ready}
          onLeave={predictions.leave}
        />
      )}
      <Difference styles={styles} frames={frames} />
      <Steps at={at} last={last} title={frames[0]?.title ?? ''} onGo={setStep} />
      {last > 0 && table !== undefined && <Save id={table.id} />}
      <div class="columns">
        {table?.seats.map((seat, index) => (
          <Column
            key={seat.style}
            seat={seat}
            frame={frames[index]}
            onAct={doing}
            guess={predictions.at(at)?.[seat.style]}
          />
        ))}
      </div>
    </main>
  )
}

/** What was played, to keep: the table is gone half an hour after its last visitor. */
function Save({ id }: { id: string }) {
  return (
    <p class="save">
      <a href={`/api/tables/${id}/export.html`} download>
        Save as one file
      </a>
      <a href={`/api/tables/${id}/export.sh`} download>
        Save as curl commands
      </a>
    </p>
  )
}
