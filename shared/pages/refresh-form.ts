import { html } from 'ghtml'

/** For whom only the short-lived credential has run out: nothing is lost, and no password is asked. */
export function refreshForm(next: string): string {
  return html`<section aria-labelledby="refresh">
<h2 id="refresh">Stay signed in</h2>
<p>Your sign-in lasts; only its short-lived part is over. Nothing of yours is lost.</p>
<form method="post" action="/refresh">
<input type="hidden" name="next" value="${next}">
<button>Stay signed in</button>
</form>
</section>
`
}
