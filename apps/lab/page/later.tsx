/** A view whose script is fetched when it is first looked at: who does not, does not wait for it. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props {
  load(): Promise<{ default: ComponentType }>
}

export function Later({ load }: Props) {
  const [View, setView] = useState<ComponentType>()
  const [error, setError] = useState('')
  useEffect(() => {
    load().then(
      ({ default: loaded }) => setView(() => loaded),
      () => setError('This view could not be fetched. Is `npm start` still running?'),
    )
  }, [])
  if (View !== undefined) return <View />
  return (
    <main>
      <p role={error === '' ? 'status' : 'alert'}>{error || 'One moment…'}</p>
    </main>
  )
}
