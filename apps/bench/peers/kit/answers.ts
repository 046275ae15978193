/** What every peer answers, so that all do the same work beside remembering: bodies, headers, the check of where a form comes from. */
import type { IncomingHttpHeaders } from 'node:http'
import { commonHeaders } from '../../../../shared/protection/headers.ts'
import type { Person } from './people.ts'

/** The same as this project's own. */
export const HEADERS = commonHeaders(false)

const IDLE_MS = 12 * 3_600_000 // longer than a bench

/** What a peer remembers of who is signed in. Times are milliseconds since the epoch. */
export interface Remembered extends Person {
  visits: number
  signedInAt: number
  expiresAt: number
}

export function begun({ username, role }: Person): Remembered {
  const now = Date.now()
  return { username, role, visits: 0, signedInAt: now, expiresAt: now + IDLE_MS }
}

export function visited(remembered: Remembered): Remembered {
  const { visits } = remembered
  return { ...remembered, visits: visits + 1, expiresAt: Date.now() + IDLE_MS }
}

export function alive(remembered: Remembered | undefined): Remembered | undefined {
  return remembered && remembered.expiresAt > Date.now() ? remembered : undefined
}

export function meBody({ username, role, visits, signedInAt, expiresAt }: Remembered) {
  return {
    user: { username, role },
    visits,
    signedInAt: new Date(signedInAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}

export function homeBody(remembered: Remembered | undefined) {
  if (remembered === undefined) return { visits: 0, user: null }
  const { visits, username, role } = remembered
  return { visits, user: { username, role } }
}

/** True for a form or a script of another site, as the browser tells (Fetch Metadata; RFC 6454 7). */
export function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== `http://${host}`
}
