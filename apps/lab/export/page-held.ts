/** What a browser and a server held, in the words and colours of the page. */
import { html } from 'ghtml'
import { askedWords } from '../play/asked.ts'
import type { Frame, Held } from '../play/frame.ts'
import type { HeldCookie, Part } from '../play/held-cookie.ts'
import { checkedWords, entryWords, noStateWords, TABLE_WORDS, userWords } from '../play/words.ts'

export function browserHeld(held: Held): string {
  const { cookies, checked } = held
  if (cookies.length === 0) return html`<p class="nothing">nothing</p>`
  return html`!${cookies.map(cookieOf)}
<p class="checked ${checked.signature}"><strong>With the key:</strong> ${checkedWords(held)}</p>`
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

export function serverHeld({ server, wire, asked }: Frame): string {
  const none = noStateWords(server)
  const entries = server.entries ?? []
  return html`!${none === undefined ? '' : html`<p class="nothing">${none}</p>`}!${entries.map((entry) => listed(`${entryWords(entry, server.store)}, under ${entry.key}`, entry.state))}!${Object.entries(server.accounts).map(([table, rows]) => listed(TABLE_WORDS[table] ?? table, rows))}
<p class="accounts">${userWords(server)}</p>!${wire === null ? '' : html`<p class="accounts">${askedWords(asked)}</p>`}`
}

function listed(name: string, what: unknown): string {
  return html`<p class="cookie-name">${name}</p><pre>${JSON.stringify(what, null, 1)}</pre>`
}
