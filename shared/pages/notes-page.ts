import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import type { VisitorState } from '../visitor-state.ts'
import { layout } from './layout.ts'

type Notes = VisitorState['notes']

export function notesPage(style: AuthStyle, notes: Notes): string {
  return layout(style, 'Notes', html`!${notesList(notes)}<p><a href="/">Back</a></p>`)
}

export function notesList(notes: Notes): string {
  if (notes.length === 0) return '<p>No notes yet.</p>'
  const items = notes.map(
    ([name, text]) => html`<li>
<h3>${name}</h3>
<p class="text">${text}</p>
<form method="post" action="/notes/${name}/delete"><button aria-label="Delete ${name}">Delete</button></form>
</li>
`,
  )
  return html`<ul class="notes">!${items}</ul>`
}
