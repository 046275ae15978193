import type { Fault } from './fault.ts'

/** Times short enough to wait for the end of a sign-in. */
export const SHORT_TIMES = { IDLE_SECONDS: '2', ABSOLUTE_SECONDS: '5' }

/** A server without a fault, run the same way: were anything red there, red would mean nothing. */
export type Control = Pick<Fault, 'id' | 'server' | 'settings' | 'https' | 'fileStore'> &
  Partial<Pick<Fault, 'patches'>>

export const controls: readonly Control[] = [
  { id: 'sound.jwt', server: 'jwt' },
  { id: 'sound.jwt-es256', server: 'jwt', settings: { JWT_ALGORITHM: 'ES256' } },
  { id: 'sound.jwt-short-times', server: 'jwt', settings: SHORT_TIMES },
  { id: 'sound.jwt-refreshing', server: 'jwt', settings: { REFRESH: 'on' } },
  { id: 'sound.jwt-revoking', server: 'jwt', settings: { REVOCATION: 'denylist' } },
  { id: 'sound.cookie-session', server: 'cookie-session' },
  { id: 'sound.cookie-session-https', server: 'cookie-session', https: true },
  { id: 'sound.server-session', server: 'server-session' },
  { id: 'sound.server-session-file-store', server: 'server-session', fileStore: true },
  { id: 'sound.server-session-short-times', server: 'server-session', settings: SHORT_TIMES },
]
