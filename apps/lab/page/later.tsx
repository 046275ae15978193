/** A view whose script comes when it is first asked for: who only plays does not load it. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props<Given> {
  load(): Promise<ComponentType<Given>>
  /** What the view is given. */
  given: Given
}

/** @param load the same for as long as this is there: a `key` tells one view from another */
export function Later<Given extends object>({ load, given }: Props<Given>) {
  const [View, setView] = useState<ComponentType<Given>>()
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    load().then(
      (loaded) => setView(() => loaded),
      () => setTrouble('The lab does not answer. Is `npm start` still running?'),
    )
  }, [load])
  return View === undefined ? <main>{trouble || 'Asking the lab…'}</main> : <View {...given} />
}
