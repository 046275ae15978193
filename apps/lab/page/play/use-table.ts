/** A table as the page knows it: opened or found again, and told of everything that happens at it. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { MOST_FRAMES } from '../../play/frame.ts'
import type { SeenTable, TableEvent } from '../../play/table.ts'
import { go } from '../address.ts'
import { type Choice, type Frame, LabError, lab, type StyleName } from '../api.ts'
import { useEvents } from '../use-events.ts'

const TRY_AGAIN_MS = 1500
/** In this tab: who looks at another view comes back to the same table. */
const REMEMBERED = 'table'
export const NEW = 'new'

interface TableInPage {
  table: SeenTable | undefined
  /** What can not be done, in words; empty where all is well. */
  trouble: string
  busy: boolean
  /** Undefined where it could not be done: `trouble` says why. */
  act(action: object): Promise<readonly (readonly [StyleName, Frame])[] | undefined>
  choose(choice: Choice): Promise<SeenTable | undefined>
  reset(): Promise<void>
}

/**
 * @param id none where it is the one of before; `new` for a new one
 * @param addressOf the view that shows the table with this id
 */
export function useTable(id: string | undefined, addressOf: (id: string) => string): TableInPage {
  const [table, setTable] = useState<SeenTable>()
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const opening = useRef(false)
  /** A person may look at another view before the table is there: that view stays. */
  const isShown = useRef(true)
  useEffect(
    () => () => {
      isShown.current = false
    },
    [],
  )

  useEffect(() => {
    if (opening.current) return
    opening.current = true
    find(id ?? remembered())
      .then((found) => {
        sessionStorage.setItem(REMEMBERED, found.id)
        if (!isShown.current) return
        setTable(found)
        setTrouble('')
        if (found.id !== id) go(addressOf(found.id), true)
      })
      .catch((error: Error) => {
        setTrouble(error.message)
        setTimeout(() => setAttempt((count) => count + 1), TRY_AGAIN_MS)
      })
      .finally(() => {
        opening.current = false
      })
  }, [id, attempt])

  const tableId = table?.id
  const lost = useEvents<TableEvent>(tableId && `table=${tableId}`, {
    hear(event) {
      if (event.kind === 'frames') return setTable((now) => now && withFrames(now, event.frames))
      setTable(event.table)
      setTrouble('')
    },
    // After the lab's restart the table is not there any more; another one is opened.
    onRefused: () => setAttempt((count) => count + 1),
  })

  const doing = useCallback(async <Given>(what: () => Promise<Given>) => {
    setBusy(true)
    try {
      const given = await what()
      setTrouble('')
      return given
    } catch (error) {
      setTrouble((error as Error).message)
      return undefined
    } finally {
      setBusy(false)
    }
  }, [])

  return {
    table,
    trouble: trouble || lost,
    busy,
    act: (action) =>
      doing(async () => {
        const { frames } = await lab.act(tableId ?? '', action)
        setTable((now) => now && withFrames(now, frames))
        return frames
      }),
    choose: (choice) =>
      doing(async () => {
        const chosen = await lab.choose(tableId ?? '', choice)
        setTable(chosen)
        return chosen
      }),
    reset: () => doing(async () => setTable(await lab.reset(tableId ?? ''))),
  }
}

function remembered(): string | undefined {
  return sessionStorage.getItem(REMEMBERED) ?? undefined
}

async function find(id: string | undefined): Promise<SeenTable> {
  if (id === undefined || id === NEW) return lab.open()
  try {
    return await lab.table(id)
  } catch (error) {
    if (error instanceof LabError && error.status === 404) return lab.open()
    throw error
  }
}

/** What comes twice, as an answer and as an event, is there once. */
function withFrames(table: SeenTable, frames: readonly (readonly [StyleName, Frame])[]): SeenTable {
  const seats = table.seats.map((seat) => {
    const frame = frames.find(([style]) => style === seat.style)?.[1]
    if (frame === undefined || seat.frames.some(({ number }) => number === frame.number))
      return seat
    return { ...seat, frames: [...seat.frames, frame].slice(-MOST_FRAMES) }
  })
  return { ...table, seats }
}
