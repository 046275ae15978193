import { html } from 'ghtml'

/** A text of the project's own, in which backticks mark code, as HTML. */
export function marked(text: string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
    .join('')
}
