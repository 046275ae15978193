/** What the browser holds, changed by hand: as text that can be read, where it is that. */
import { useState } from 'preact/hooks'
import type { HeldCookie } from '../../play/held-cookie.ts'

interface Props {
  cookie: HeldCookie
  onEdit(value: string): void
}

export function Edit({ cookie, onEdit }: Props) {
  const [text, setText] = useState<string>()
  const state = cookie.parts.find(({ kind, decoded }) => kind === 'state' && decoded !== undefined)
  const before = state === undefined ? cookie.value : JSON.stringify(state.decoded, null, 1)
  return (
    <details class="edit">
      <summary>Edit by hand</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onEdit(edited(cookie, text ?? before))
          setText(undefined)
        }}
      >
        <label>
          {state === undefined
            ? 'The value that the browser is to hold'
            : 'The state, as you want it'}
          <textarea
            rows={state === undefined ? 4 : 10}
            value={text ?? before}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit">Put it there, and ask who I am</button>
      </form>
    </details>
  )
}

/** With the state in its place, encoded as it was, and all else as it is: above all the signature. */
function edited({ parts }: HeldCookie, text: string): string {
  const hasState = parts.some(({ kind, decoded }) => kind === 'state' && decoded !== undefined)
  if (!hasState) return text
  return parts
    .map((part) =>
      part.kind === 'state' && part.decoded !== undefined ? encoded(text, part.text) : part.text,
    )
    .join('')
}

/** base64 with padding (cookie-session), or base64url without (RFC 7515 2). */
function encoded(text: string, like: string): string {
  const bytes = new TextEncoder().encode(compact(text))
  const base64 = btoa(String.fromCharCode(...bytes))
  const isUrl = like.length % 4 !== 0 || /[-_]/.test(like)
  return isUrl ? base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : base64
}

/** JSON as a server would write it; what is no JSON goes as it is. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}
