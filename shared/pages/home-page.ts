import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'
import type { SignedInState, VisitorState } from '../visitor-state.ts'
import { layout } from './layout.ts'
import { notesList } from './notes-page.ts'
import { refreshForm } from './refresh-form.ts'
import { signInForm } from './sign-in-form.ts'
import type { Neighbour, Site } from './site.ts'

/** @param lapsed whose sign-in is to be refreshed, if anyone's */
export function homePage(
  site: Site,
  state: VisitorState,
  message: string,
  lapsed?: SignedInState,
): string {
  const { style, demoUsers, neighbours } = site
  const strangers = html`!${lapsed ? refreshForm('/') : ''}!${signInForm(demoUsers)}`
  const forms = state.signIn ? signedIn(style, state) : strangers
  return layout(
    style,
    message,
    html`!${forms}!${whatIsRemembered(style, state)}!${linksTo(neighbours)}`,
  )
}

function signedIn(style: AuthStyle, { notes, signIn }: VisitorState): string {
  return html`<p>You are signed in as <strong><a href="/me">${signIn?.username}</a></strong> (${signIn?.role}).</p>
<form method="post" action="/logout"><button>Sign out</button></form>
<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
!${notesList(notes, 'h3')}
<form method="post" action="/notes">
<label for="note-name">Name of the note</label>
<input id="note-name" name="name" pattern="[A-Za-z0-9_\-]{1,64}" maxlength="64" title="Letters, digits, _ and -" required>
<label for="note-text">Text</label>
<textarea id="note-text" name="text" rows="3"></textarea>
<button>Keep the note</button>
</form>
</section>
<details>
<summary>Change the password</summary>
<form method="post" action="/password">
<input type="text" value="${signIn?.username}" autocomplete="username" hidden>
<label for="current-password">Current password</label>
<input id="current-password" name="currentPassword" type="password" autocomplete="current-password" maxlength="256" required>
<label for="new-password">New password, 8 characters or more</label>
<input id="new-password" name="newPassword" type="password" autocomplete="new-password" minlength="8" maxlength="256" required>
<button>Change it</button>
</form>
</details>
!${style.can.endEverywhere ? everywhere(signIn?.username) : ''}`
}

function everywhere(username: string | undefined): string {
  return html`<details>
<summary>Sign out everywhere</summary>
<p><a href="/sessions">See where you are signed in</a>, or end it all:</p>
<form method="post" action="/logout/everywhere">
<input type="text" value="${username}" autocomplete="username" hidden>
<label for="everywhere-password">Current password</label>
<input id="everywhere-password" name="currentPassword" type="password" autocomplete="current-password" maxlength="256" required>
<button>Sign out everywhere</button>
</form>
</details>
`
}

function whatIsRemembered(style: AuthStyle, state: VisitorState): string {
  const bytes = `${style.measure(state)} bytes of ${style.stateLimitBytes}`
  const as =
    style.store === undefined
      ? 'as your browser carries it'
      : `as JSON in the store (${style.store})`
  return html`<section aria-labelledby="state">
<h2 id="state">What is remembered of you</h2>
<p>Your state takes ${bytes}, ${as}. It is ${style.whereStateIs}.
What your browser carries: !${cookieNames(style)}.</p>
<p>As this server reads it, with its times written out:</p>
<pre><code>${JSON.stringify(withTimes(state), null, 2)}</code></pre>
</section>
`
}

function withTimes({ expiresAt, signIn, ...rest }: VisitorState): object {
  const iso = (ms: number) => new Date(ms).toISOString()
  const since = signIn && { signIn: { ...signIn, signedInAt: iso(signIn.signedInAt) } }
  return { ...rest, ...since, expiresAt: iso(expiresAt) }
}

function cookieNames({ cookies }: AuthStyle): string {
  return cookies.map((name) => html`the cookie <code>${name}</code>`).join(' and ')
}

function linksTo(neighbours: readonly Neighbour[]): string {
  if (neighbours.length === 0) return ''
  const links = neighbours.map(({ name, address }) => html`<a href="${address}">${name}</a>`)
  return html`<nav aria-label="Started together with this server">
<p>Started together with this server: !${links.join(', ')}.</p>
</nav>
`
}
