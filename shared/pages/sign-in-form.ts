import { html } from 'ghtml'
import type { DemoUser } from '../accounts/demo-users.ts'

export function signInForm(demoUsers: readonly DemoUser[]): string {
  return html`<section aria-labelledby="sign-in">
<h2 id="sign-in">Sign in</h2>
<form method="post" action="/login">
<label for="username">Name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" maxlength="64" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required>
<button>Sign in</button>
</form>
!${namesOf(demoUsers)}</section>
`
}

/** By name alone: no answer tells a password (cookies.told-by-set-cookie-alone), not even one that everyone knows. */
function namesOf(demoUsers: readonly DemoUser[]): string {
  if (demoUsers.length === 0) return ''
  const names = demoUsers.map(({ username, role }) => html`<strong>${username}</strong> (${role})`)
  return html`<p>Demo users: !${names.join(', ')}. README.md has their passwords, and <code>npm start</code> prints them.</p>
`
}
