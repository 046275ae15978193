import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import { PROBLEMS } from '../problems/codes.ts'
import type { Problem } from '../problems/problem.ts'
import { layout } from './layout.ts'

/** A problem for a browser: the same status and code as for every other client. */
export function problemPage(style: AuthStyle, problem: Problem): string {
  const { title } = PROBLEMS[problem.code]
  return layout(
    style,
    title,
    html`<p>${problem.message}</p>
<p><a href="/">Back to the start</a></p>
<p class="code">${problem.statusCode} <a href="/errors#${problem.code}"><code>${problem.code}</code></a></p>
`,
  )
}
