import { html } from 'ghtml'
import { PROBLEMS, type ProblemCode } from '../problems/codes.ts'
import type { Problem } from '../problems/problem.ts'
import { layout } from './layout.ts'
import { marked } from './marked.ts'
import { refreshForm } from './refresh-form.ts'
import { signInForm } from './sign-in-form.ts'
import type { Site } from './site.ts'

/** Where signing in, or once more, is the way on. The form is empty: a name may be a password typed there. */
const SIGN_IN_HELPS: ProblemCode[] = ['invalid-credentials', 'not-signed-in']

/**
 * A problem for a browser: the same status and code as for every other client.
 * @param cameBy where to go on after a refresh, for a visitor whose sign-in is held back
 */
export function problemPage(site: Site, problem: Problem, cameBy?: string): string {
  const { title } = PROBLEMS[problem.code]
  const { can } = site.style
  const refreshHelps = can.refresh && problem.code === 'not-signed-in' && cameBy !== undefined
  return layout(
    site.style,
    title,
    html`<p>!${marked(problem.message)}</p>
!${refreshHelps ? refreshForm(cameBy) : ''}!${SIGN_IN_HELPS.includes(problem.code) ? signInForm(site.demoUsers) : ''}<p><a href="/">Back to the start</a></p>
<p class="code">${problem.statusCode} <a href="/errors#${problem.code}"><code>${problem.code}</code></a></p>
`,
  )
}
