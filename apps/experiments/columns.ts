/** What is compared: the pure styles, and what is built on them. Each is a configuration of a style's server. */
import type { About } from '../../shared/auth-style.ts'
import type { StyleName } from '../../shared/styles.ts'
import { DECLARED, declaredBy } from '../styles.ts'

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
export type ColumnId = StyleName | (typeof BUILT)[number]

/** What a style is, as far as it declares it: who keeps the state, and that it has a bearer token as well. */
export type Kind = 'client' | 'server' | 'bearer'

export interface Column {
  readonly id: ColumnId
  readonly title: string
  /** The server that is started: its folder under apps. */
  readonly style: StyleName
  /** The pure style whose verdict holds here too, unless an experiment says otherwise. Its own id for a pure one. */
  readonly basedOn: StyleName
  /** Of its style; what is expected of the first is expected here before what is expected of the next. */
  readonly kinds: readonly Kind[]
  /** Settings of that server (docs/configuration.md) that make it this column. */
  readonly settings: Readonly<Record<string, string>>
  /** An engine that is started beside it; where it is not installed, the column is not run. */
  readonly engine?: 'redis'
}

function kindsOf(style: StyleName): Kind[] {
  const { carriers, stateKeptBy } = declaredBy(style)
  return carriers.includes('bearer') ? ['bearer', stateKeptBy] : [stateKeptBy]
}

function pure({ name, title }: About): Column {
  return around(name, name, title, {})
}

function around(
  style: StyleName,
  id: ColumnId,
  title: string,
  settings: Record<string, string>,
): Column {
  return { id, title, style, basedOn: style, kinds: kindsOf(style), settings }
}

export const COLUMNS: readonly Column[] = [
  ...DECLARED.map(pure),
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
