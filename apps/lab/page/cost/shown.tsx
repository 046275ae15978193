import { useState } from 'preact/hooks'
import { Swatch } from './looks.tsx'
import { useMedia } from './use-media.ts'

interface Props {
  names: readonly string[]
  hidden: ReadonlySet<string>
  line: boolean
  onToggle(name: string): void
}

/** The legend, in which each can be taken away: of real checkboxes, so that a keyboard and a screen reader can. */
export function Shown({ names, hidden, line, onToggle }: Props) {
  const scheme = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  return (
    <fieldset class="shown">
      <legend>Shown</legend>
      {names.map((name, index) => (
        <label key={name}>
          <input type="checkbox" checked={!hidden.has(name)} onChange={() => onToggle(name)} />
          <Swatch index={index} scheme={scheme} line={line} />
          {name}
        </label>
      ))}
    </fieldset>
  )
}

export function useHidden(): [ReadonlySet<string>, (name: string) => void] {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const toggle = (name: string) => {
    const next = new Set(hidden)
    if (!next.delete(name)) next.add(name)
    setHidden(next)
  }
  return [hidden, toggle]
}
