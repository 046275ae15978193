/** One style's part in a step: the sentence, what came of it, the exchange, and what was held then. */
import { html } from 'ghtml'
import type { Wire } from '../play/frame.ts'
import { kindOf, outcomeOf } from '../play/outcome.ts'
import { browserHeld, serverHeld } from './page-held.ts'
import type { StepColumn } from './session.ts'

export function columnOf({ style, frame }: StepColumn): string {
  return html`<article class="${style}">
<h3>${style}</h3>
<p class="sentence">${frame.sentence}</p>
<p class="outcome ${kindOf(frame)}">${outcomeOf(frame)}</p>
!${frame.fault === null ? '' : html`<h4>This server is dead. Its last words:</h4><pre>${frame.fault}</pre>`}!${frame.wire === null ? '' : onTheWire(frame.wire, frame.instance)}
<details>
<summary>Held then</summary>
<h4>Your browser</h4>
!${browserHeld(frame.browsers.you)}
!${frame.browsers.thief === null ? '' : html`<h4>The thief’s browser</h4>!${browserHeld(frame.browsers.thief)}`}
<h4>The server</h4>
!${serverHeld(frame)}
</details>
</article>
`
}

function onTheWire({ request, response, milliseconds }: Wire, instance: 1 | 2): string {
  const other = instance === 2 ? ', at the second of two instances' : ''
  return html`<details open>
<summary>On the wire</summary>
<h4>The browser asks${other}</h4>
!${message(request)}
<h4>The server answers, after ${milliseconds.toFixed(1)} ms</h4>
!${message(response)}
</details>`
}

function message({ head, body }: { head: string; body: string }): string {
  return html`<pre>${body === '' ? head : `${head}\n\n${body}`}</pre>`
}
