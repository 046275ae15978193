/** What is compared: the three pure styles, and what is built on them. Each is a configuration of the same servers. */
import type { STYLES } from '../../shared/styles.ts'

export type PureId = (typeof STYLES)[number]

const BUILT = [
  'server-session-redis',
  'jwt-denylist',
  'cookie-session-denylist',
  'jwt-account-check',
  'jwt-account-check-on-renewal',
  'server-session-account-check',
  'jwt-refresh',
  'cookie-session-encrypted',
] as const
export type ColumnId = PureId | (typeof BUILT)[number]

export interface Column {
  readonly id: ColumnId
  readonly title: string
  /** The server that is started: its folder under apps. */
  readonly style: PureId
  /** The pure style whose verdict holds here too, unless an experiment says otherwise. Its own id for a pure one. */
  readonly basedOn: PureId
  /** Settings of that server (docs/configuration.md) that make it this column. */
  readonly settings: Readonly<Record<string, string>>
  /** An engine that is started beside it; where it is not installed, the column is not run. */
  readonly engine?: 'redis'
}

function pure(id: PureId, title: string): Column {
  return { id, title, style: id, basedOn: id, settings: {} }
}

function around(
  style: PureId,
  id: ColumnId,
  title: string,
  settings: Record<string, string>,
): Column {
  return { id, title, style, basedOn: style, settings }
}

export const COLUMNS: readonly Column[] = [
  pure('jwt', 'JWT'),
  pure('cookie-session', 'cookie-session'),
  pure('server-session', 'server session'),
  {
    ...around('server-session', 'server-session-redis', 'server session on Redis', {}),
    engine: 'redis',
  },
  around('jwt', 'jwt-denylist', 'JWT + denylist', { REVOCATION: 'denylist' }),
  around('cookie-session', 'cookie-session-denylist', 'cookie-session + denylist', {
    REVOCATION: 'denylist',
  }),
  around('jwt', 'jwt-account-check', 'JWT + account check', { ACCOUNT_CHECK: 'every-request' }),
  around('jwt', 'jwt-account-check-on-renewal', 'JWT + account check on renewal', {
    ACCOUNT_CHECK: 'on-renewal',
  }),
  around('server-session', 'server-session-account-check', 'server session + account check', {
    ACCOUNT_CHECK: 'every-request',
  }),
  around('jwt', 'jwt-refresh', 'JWT + refresh token', { REFRESH: 'on' }),
  around('cookie-session', 'cookie-session-encrypted', 'cookie-session, encrypted', {
    STATE_ENCRYPTION: 'on',
  }),
]
