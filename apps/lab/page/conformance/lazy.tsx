/** The view comes when it is first asked for: who only plays does not load it. */
import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type View = FunctionComponent<{ at: string[] }>

export function Conformance({ at }: { at: string[] }) {
  const [Loaded, setLoaded] = useState<View>()
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    import('./conformance.tsx').then(
      ({ ConformanceView }) => setLoaded(() => ConformanceView),
      () => setTrouble('The lab does not answer. Is `npm start` still running?'),
    )
  }, [])
  return Loaded === undefined ? <main>{trouble || 'Asking the lab…'}</main> : <Loaded at={at} />
}
