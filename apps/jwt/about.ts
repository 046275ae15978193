import { type About, BROWSER_COOKIE_LIMIT_BYTES, NOTHING_EXTRA } from '../../shared/auth-style.ts'

export const about: About = {
  name: 'jwt',
  title: 'JWT',
  port: 3001,
  summary: 'You carry a signed token that holds everything; the server keeps nothing.',
  whereStateIs: 'in the token in your browser: you can read it, but not change it unnoticed',
  stateKeptBy: 'client',
  carriers: ['cookie', 'bearer'],
  stateLimitBytes: BROWSER_COOKIE_LIMIT_BYTES,
  can: NOTHING_EXTRA,
}
