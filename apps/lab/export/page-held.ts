/** What a browser and a server held, in the words and colours of the page. */
import { html } from 'ghtml'
import type { Held } from '../play/frame.ts'
import type { HeldCookie, Part } from '../play/held-cookie.ts'
import type { Holding } from '../play/holding.ts'
import { CHECKED_WORDS, TABLE_WORDS } from '../play/words.ts'

const NOTHING = html`<p class="nothing">nothing</p>`

export function browserHeld({ cookies, checked }: Held): string {
  if (cookies.length === 0) return NOTHING
  return html`!${cookies.map(cookieOf)}
<p class="checked ${checked.signature}"><strong>With the key:</strong> ${CHECKED_WORDS[checked.signature]}</p>`
}

function cookieOf({ name, bytes, parts }: HeldCookie): string {
  const told = parts.filter(({ kind }) => kind !== 'mark')
  return html`<p class="cookie-name">${name} <span class="bytes">${bytes} bytes</span></p>
<pre>!${parts.map(({ kind, text }) => html`<span class="part ${kind}">${text}</span>`)}</pre>
<ul>!${told.map(partOf)}</ul>
`
}

function partOf({ kind, means, decoded }: Part): string {
  const said = decoded === undefined ? '' : html`<pre>${JSON.stringify(decoded, null, 1)}</pre>`
  return html`<li><span class="part ${kind}">${means}</span>!${said}</li>`
}

export function serverHeld({ store, entries, accounts }: Holding): string {
  const tables = Object.entries(accounts).map(([table, rows]) =>
    listed(TABLE_WORDS[table] ?? table, rows),
  )
  if (store === null) return tables.length === 0 ? NOTHING : tables.join('\n')
  if (entries === null)
    return html`<p class="nothing">${store === 'memory' ? 'nothing: its memory is gone with it' : `its store (${store}) does not answer`}</p>!${tables}`
  const states = entries.map(({ key, state, instance }) =>
    listed(
      `in its store (${store}${instance === 2 ? ' of the other instance' : ''}): ${key}`,
      state,
    ),
  )
  const none = html`<p class="nothing">nothing; its store (${store}) is empty</p>`
  return html`!${states.length === 0 ? none : states}!${tables}`
}

function listed(name: string, what: unknown): string {
  return html`<p class="cookie-name">${name}</p><pre>${JSON.stringify(what, null, 1)}</pre>`
}
