import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import { PROBLEMS, type ProblemCode } from '../problems/codes.ts'
import type { Problem } from '../problems/problem.ts'
import { signInForm } from './home-page.ts'
import { layout } from './layout.ts'
import { marked } from './marked.ts'

/** Where signing in, or once more, is the way on. The form is empty: a name may be a password typed there. */
const SIGN_IN_HELPS: ProblemCode[] = ['invalid-credentials', 'not-signed-in']

/** A problem for a browser: the same status and code as for every other client. */
export function problemPage(style: AuthStyle, problem: Problem): string {
  const { title } = PROBLEMS[problem.code]
  return layout(
    style,
    title,
    html`<p>!${marked(problem.message)}</p>
!${SIGN_IN_HELPS.includes(problem.code) ? signInForm() : ''}<p><a href="/">Back to the start</a></p>
<p class="code">${problem.statusCode} <a href="/errors#${problem.code}"><code>${problem.code}</code></a></p>
`,
  )
}
