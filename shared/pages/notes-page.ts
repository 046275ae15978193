import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import type { VisitorState } from '../visitor-state.ts'
import { layout } from './layout.ts'

type Notes = VisitorState['notes']

export function notesPage(style: AuthStyle, notes: Notes): string {
  return layout(style, 'Notes', html`!${notesList(notes, 'h2')}<p><a href="/">Back</a></p>`)
}

/** @param heading the level at which each note's name stands where the list does */
export function notesList(notes: Notes, heading: 'h2' | 'h3'): string {
  if (notes.length === 0) return '<p>No notes yet.</p>'
  const items = notes.map(
    ([name, text]) => html`<li>
<${heading}>${name}</${heading}>
<p class="text">${text}</p>
<form method="post" action="/notes/${name}/delete"><button aria-label="Delete ${name}">Delete</button></form>
</li>
`,
  )
  return html`<ul class="notes">!${items}</ul>`
}
