import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import { layout } from './layout.ts'
import { time } from './time.ts'

interface Me {
  user: { username: string; role: string }
  visits: number
  signedInAt: string
  expiresAt: string
}

export function mePage(style: AuthStyle, { user, visits, signedInAt, expiresAt }: Me): string {
  return layout(
    style,
    user.username,
    html`<dl>
<dt>Role</dt><dd>${user.role}</dd>
<dt>Visits</dt><dd>${visits}</dd>
<dt>Signed in</dt><dd>!${time(signedInAt)}</dd>
<dt>Ends</dt><dd>!${time(expiresAt)}, or later if you come back before</dd>
</dl>
<p><a href="/">Back</a></p>
`,
  )
}
