import { type About, BROWSER_COOKIE_LIMIT_BYTES, NOTHING_EXTRA } from '../../shared/auth-style.ts'

export const about: About = {
  name: 'cookie-session',
  title: 'cookie-session',
  port: 3002,
  summary: 'You carry the state itself in a signed cookie; the server keeps nothing.',
  whereStateIs: 'in a cookie in your browser: you can read it, but not change it unnoticed',
  stateKeptBy: 'client',
  carriers: ['cookie'],
  stateLimitBytes: BROWSER_COOKIE_LIMIT_BYTES,
  can: NOTHING_EXTRA,
}
