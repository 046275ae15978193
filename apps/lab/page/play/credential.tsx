/** What a browser holds: "decoded", which anyone can do, kept apart from "verified", which takes the key. */
import { checkedWords } from '../../play/words.ts'
import type { Frame } from '../api.ts'
import { Scrolling } from '../scrolling.tsx'
import { Edit } from './edit.tsx'

type Held = Frame['browsers']['you']

/** RFC 7519 4.1, and this project's own. */
const CLAIMS =
  'sub: who; role: what they may do; iat: signed when, exp: good until (seconds since 1970); iss, aud: by whom and for whom; jti, sid: its own number, and that of the sign-in.'

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
                {part.means.startsWith('payload') && part.decoded !== undefined && (
                  <p class="claims">{CLAIMS}</p>
                )}
              </details>
            ))}
          {index === 0 && onEdit !== undefined && <Edit cookie={cookie} onEdit={onEdit} />}
        </div>
      ))}
      <p class={`checked ${held.checked.signature}`}>
        <strong>With the key:</strong> {checkedWords(held)}
      </p>
    </>
  )
}
