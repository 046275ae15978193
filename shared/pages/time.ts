import { html } from 'ghtml'

/** A time for people, to the second and in UTC: no script may ask a browser for its own zone. */
export function readable(iso: string): string {
  return new Date(iso).toUTCString().replace('GMT', 'UTC')
}

export function time(iso: string): string {
  return html`<time datetime="${iso}">${readable(iso)}</time>`
}
