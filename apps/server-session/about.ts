import type { About } from '../../shared/auth-style.ts'

export const about: About = {
  name: 'server-session',
  title: 'server session',
  port: 3003,
  summary:
    'You carry a signed session id, a long random number; the server keeps everything under it.',
  whereStateIs: 'on this server, in its store: your browser has only the session id',
  stateKeptBy: 'server',
  carriers: ['cookie'],
  stateLimitBytes: 65_536,
  can: {
    revoke: true,
    endEverywhere: true,
    listSessions: true,
    noticeAccountChanges: false, // name and role are in the session, as they were at sign-in
    refresh: false,
  },
}
