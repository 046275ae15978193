import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import { layout } from './layout.ts'
import { readable, time } from './time.ts'

interface Session {
  id: string
  startedAt: string
  lastSeenAt: string
  userAgent: string
  current: boolean
}

export function sessionsPage(style: AuthStyle, sessions: Session[]): string {
  const items = sessions.map(
    ({ id, startedAt, lastSeenAt, userAgent, current }) => html`<li>
<h2>${current ? 'This browser' : userAgent || 'A client that gives no name'}</h2>
<p>Since !${time(startedAt)}, last seen !${time(lastSeenAt)}</p>
<form method="post" action="/sessions/${id}/delete"><button aria-label="End it: the sign-in of ${readable(startedAt)}">End it</button></form>
</li>
`,
  )
  const list = html`<ul class="notes">!${items}</ul><p><a href="/">Back</a></p>`
  return layout(style, 'Where you are signed in', list)
}
