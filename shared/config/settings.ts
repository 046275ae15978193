/**
 * Every setting, as data: these descriptions check the environment at start and make the table in
 * docs/configuration.md. A unit is in the name of what has one.
 */
import { Type } from '../type.ts'

const port = Type.Integer({ minimum: 0, maximum: 65_535 })
const seconds = (most: number) => Type.Integer({ minimum: 1, maximum: most })
const failures = Type.Integer({ minimum: 1, maximum: 1_000_000 })

export const SETTINGS = Type.Object({
  NODE_ENV: Type.Enum(['development', 'production', 'test'], {
    default: 'development',
    description:
      '`production` demands `SECRETS` and `PUBLIC_ORIGIN`, and adds no demo users. `development` and `test` are for trying things out, with demo users whose passwords everyone knows: the sign-in form names them.',
  }),
  HOST: Type.String({
    default: 'localhost',
    description:
      'Where to listen: a host name or an address. The default is reached from this machine alone. `0.0.0.0` lets others reach it, under the name in `PUBLIC_ORIGIN`: any other gets 421 `misdirected-request`.',
  }),
  PORT: Type.Optional({
    ...port,
    description: 'Port to listen on; 0 takes a free one. Default: 3001, 3002 or 3003, by server.',
  }),
  PUBLIC_ORIGIN: Type.Optional(
    Type.String({
      description:
        'The origin that visitors see, such as `https://example.org`. It decides which `Host` and `Origin` are this server, and with `https` cookies are `Secure` with a `__Host-` name. Default: the port on `localhost`, `127.0.0.1` and `[::1]`.',
    }),
  ),
  TRUST_PROXY: Type.String({
    default: '',
    description:
      'Addresses or networks of proxies, separated by commas, whose `X-Forwarded-*` headers count. Default: none.',
  }),
  IDLE_SECONDS: {
    ...seconds(31_536_000),
    default: 1800,
    description: 'Seconds without a visit after which a state ends.',
  },
  ABSOLUTE_SECONDS: {
    ...seconds(31_536_000),
    default: 43_200,
    description: 'Seconds after the sign-in when it ends, however busy.',
  },
  SECRETS: Type.String({
    default: '',
    description:
      'Secrets that all keys are derived from, newest first, separated by commas, each at least 32 bytes. Put a new one in front to rotate; drop the old one when nothing signed with it is in use any more. Default outside production: made once and kept in `DATA_DIR`.',
  }),
  SECRETS_FILE: Type.String({
    default: '',
    description: 'A file to read `SECRETS` from instead, one on each line or separated by commas.',
  }),
  STORE: Type.String({
    default: 'memory',
    description:
      "Where server-session keeps states: `memory`; `file:DIR`; `mysql://USER:PASSWORD@HOST:PORT/DATABASE` (MySQL 8 or MariaDB; `?ssl-mode=VERIFY_IDENTITY` for TLS, with a host's name); `redis://USER:PASSWORD@HOST:PORT/DATABASE`; `redis-cluster://USER:PASSWORD@HOST:PORT,HOST:PORT`, which names some of the nodes, they tell of the others. `rediss` in place of `redis` is TLS; with `?wait=1` a write counts when one replica has it too.",
  }),
  MEMORY_STORE_MEBIBYTES: Type.Integer({
    minimum: 1,
    maximum: 1_048_576,
    default: 512,
    description:
      'Most MiB that `STORE=memory` takes; past it, new states get 503 `store-unavailable`.',
  }),
  ACCOUNTS_URL: Type.String({
    default: '',
    description:
      "The accounts' database: `file:PATH`, or `mysql://USER:PASSWORD@HOST:PORT/DATABASE` (MySQL 8 or MariaDB), which instances on many machines share; `?ssl-mode=VERIFY_IDENTITY` for TLS, with a host's name. Default: `accounts.db` in `DATA_DIR`.",
  }),
  DATA_DIR: Type.String({
    default: '.data',
    description: 'Folder for what a server keeps where nothing else is set.',
  }),
  JWT_ALGORITHM: Type.Enum(['HS256', 'ES256'], {
    default: 'HS256',
    description:
      'How jwt signs: `HS256`, or `ES256` with the public keys at `/.well-known/jwks.json`.',
  }),
  REVOCATION: Type.Enum(['none', 'denylist'], {
    default: 'none',
    description:
      'A remedy for jwt and cookie-session: `denylist` ends every copy of a credential at sign-out, for one read with each request.',
  }),
  ACCOUNT_CHECK: Type.Enum(['never', 'every-request', 'on-renewal'], {
    default: 'never',
    description:
      'A remedy for all: looks whether the user is still there, not disabled, in which role, and whether every sign-in was ended.',
  }),
  REFRESH: Type.Enum(['off', 'on'], {
    default: 'off',
    description:
      'A remedy for jwt and cookie-session: `on` makes the credential short-lived, and `POST /refresh` makes it anew from a rotating refresh token in a cookie of its own path.',
  }),
  ACCESS_SECONDS: {
    ...seconds(86_400),
    default: 300,
    description:
      'Seconds after sign-in or refresh in which the credential signs its visitor in, with `REFRESH=on`. What is revoked ends within this time.',
  },
  STATE_ENCRYPTION: Type.Enum(['off', 'on'], {
    default: 'off',
    description:
      'A remedy for jwt and cookie-session: `on` encrypts the state, so that nobody but the server reads it.',
  }),
  BEARER_ORIGINS: Type.String({
    default: '',
    description:
      'Other origins, separated by commas, whose pages may sign in for a bearer token (jwt) and read the answers.',
  }),
  SIGN_IN_WINDOW_SECONDS: {
    ...seconds(86_400),
    default: 900,
    description: 'Seconds in which failed sign-ins are counted together.',
  },
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: {
    ...failures,
    default: 10,
    description: 'Failures allowed in the window for one account from one address.',
  },
  SIGN_IN_FAILURES_ADDRESS: {
    ...failures,
    default: 100,
    description: 'Failures allowed in the window from one address.',
  },
  SIGN_IN_FAILURES_ACCOUNT: {
    ...failures,
    default: 1000,
    description:
      'Failures allowed in the window for one account from everywhere. More than twice the first, or a single stranger could lock an owner out.',
  },
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'Least level that is logged; `debug` logs each request.',
  }),
})
