import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import { layout } from './layout.ts'
import { marked } from './marked.ts'

interface ErrorEntry {
  code: string
  status: number
  title: string
  meaning: string
}

export function errorsPage(style: AuthStyle, errors: ErrorEntry[]): string {
  const items = errors.map(
    ({
      code,
      status,
      title,
      meaning,
    }) => html`<dt id="${code}"><code>${code}</code>, ${status}: ${title}</dt>
<dd>!${marked(meaning)}</dd>
`,
  )
  return layout(style, 'Errors', html`<dl>!${items}</dl>`)
}
