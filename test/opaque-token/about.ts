import type { About } from '../../shared/auth-style.ts'

export const about: About = {
  name: 'opaque-token' as string as About['name'], // in the list where the style is (test/apps/fourth-style.suite.ts)
  title: 'opaque token',
  port: 3004,
  summary: 'You carry a random token; the server keeps everything under a hash of it.',
  whereStateIs: 'in the memory of this server: your browser has only the token',
  stateKeptBy: 'server',
  carriers: ['cookie', 'bearer'],
  stateLimitBytes: 65_536,
  can: {
    revoke: true,
    endEverywhere: true,
    listSessions: true,
    noticeAccountChanges: false,
    refresh: false,
  },
}
