/** What a browser holds: "decoded", which anyone can do, kept apart from "verified", which takes the key. */
import { useState } from 'preact/hooks'
import { CHECKED_WORDS } from '../../play/words.ts'
import type { Frame } from '../api.ts'
import { Scrolling } from '../scrolling.tsx'

type Held = Frame['browsers']['you']

export function Credential({
  held,
  onEdit,
}: {
  held: Held | undefined
  onEdit?: (value: string) => void
}) {
  if (held === undefined || held.cookies.length === 0) return <p class="nothing">nothing</p>
  return (
    <>
      {held.cookies.map((cookie, index) => (
        <div class="cookie" key={cookie.name}>
          <p class="cookie-name">
            {cookie.name} <span class="bytes">{cookie.bytes} bytes</span>
          </p>
          <Scrolling label={`Value of ${cookie.name}`} class="value">
            {cookie.parts.map((part, at) => (
              <span key={`${at}`} class={`part ${part.kind}`} title={part.means}>
                {part.text}
              </span>
            ))}
          </Scrolling>
          {cookie.parts
            .filter(({ kind }) => kind !== 'mark')
            .map((part) => (
              <details key={part.means} class="decoded">
                <summary>
                  <span class={`swatch ${part.kind}`} /> {part.means}
                </summary>
                <pre>
                  {part.decoded === undefined ? part.text : JSON.stringify(part.decoded, null, 1)}
                </pre>
              </details>
            ))}
          {index === 0 && onEdit !== undefined && <Edit value={cookie.value} onEdit={onEdit} />}
        </div>
      ))}
      <p class={`checked ${held.checked.signature}`}>
        <strong>With the key:</strong> {CHECKED_WORDS[held.checked.signature]}
      </p>
    </>
  )
}

function Edit({ value, onEdit }: { value: string; onEdit(value: string): void }) {
  const [text, setText] = useState<string>()
  return (
    <details class="edit">
      <summary>Edit by hand</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onEdit(text ?? value)
          setText(undefined)
        }}
      >
        <label>
          The value that the browser is to hold
          <textarea
            rows={4}
            value={text ?? value}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit">Put it there, and ask who I am</button>
      </form>
    </details>
  )
}
