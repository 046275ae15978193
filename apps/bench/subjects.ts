/** What is measured: this project's servers as they are configured, the route with no auth, and what people use instead. */
import { fileURLToPath } from 'node:url'
import {
  type StartedServer,
  startFile,
  startServer,
  type Test,
  temporaryDirectory,
} from '../../shared/processes/start-server.ts'
import { COLUMNS } from '../experiments/columns.ts'
import type { Kind } from './figures/record.ts'
import { openPlaceFor, type StoreKind } from './places/engines.ts'

export interface Subject {
  readonly id: string
  readonly title: string
  readonly kind: Kind
  /** The subject with the same framework and no auth. */
  readonly framework: 'fastify' | 'express' | 'hono'
  /** The library that remembers, where others are compared to ours with the same one. */
  readonly library?: string
  /** The status of a sign-out that worked. */
  readonly signOutStatus: number
  /** False where it has no state that a visit could change. */
  readonly visits: boolean
  /** The cookies that are the credential, where a sign-in sets others as well. */
  readonly credential?: readonly string[]
  /** @param accounts the `ACCOUNTS_URL` with the people of the bench */
  start(t: Test, accounts: string, nodeArgs?: readonly string[]): Promise<StartedServer>
}

/** Settings of our own servers that are the same for all of them. */
export const USUAL = {
  LOG_LEVEL: 'warn',
  // Whoever signed in at the start of a bench of half an hour is still there at its end.
  IDLE_SECONDS: '43200',
  ACCESS_SECONDS: '43200',
}

function peer(
  file: string,
  title: string,
  more: Partial<Subject> & Pick<Subject, 'framework'>,
): Subject {
  const path = fileURLToPath(new URL(`./peers/${file}.js`, import.meta.url))
  return {
    id: file,
    title,
    kind: 'peer',
    signOutStatus: 204,
    visits: true,
    ...more,
    start: (t, _accounts, nodeArgs) => startFile(t, path, { NODE_ENV: 'production' }, nodeArgs),
  }
}

const NO_AUTH: readonly Subject[] = [
  peer('no-auth-fastify', 'Fastify, no auth', { kind: 'no-auth', framework: 'fastify' }),
  peer('no-auth-express', 'Express, no auth', { kind: 'no-auth', framework: 'express' }),
  peer('no-auth-hono', 'Hono, no auth', { kind: 'no-auth', framework: 'hono' }),
]

/** Those that peers here use as well. */
const LIBRARIES: Readonly<Record<string, string>> = {
  jwt: 'jsonwebtoken',
  'server-session': 'session',
  'cookie-session': 'cookie-session',
}

const OURS: readonly Subject[] = COLUMNS.filter(({ engine }) => engine === undefined).map(
  ({ id, title, style, settings }) => ({
    id,
    title,
    kind: id === style ? 'style' : 'remedy',
    framework: 'fastify',
    ...(style in LIBRARIES && { library: LIBRARIES[style] as string }),
    signOutStatus: 204,
    visits: true,
    start: (t, accounts, nodeArgs) => {
      return startServer(t, style, { ...USUAL, ACCOUNTS_URL: accounts, ...settings }, nodeArgs)
    },
  }),
)

/** Where the states of server-session are, when they are not in its memory. */
const STORES: readonly Subject[] = [
  store('file', 'server session in files'),
  store('redis', 'server session on Redis'),
  store('redis-cluster', 'server session on a Redis Cluster, WAIT 1'),
  store('mysql', 'server session on MariaDB'),
]

function store(kind: StoreKind, title: string): Subject {
  return {
    id: `server-session-${kind}`,
    title,
    kind: 'store',
    framework: 'fastify',
    signOutStatus: 204,
    visits: true,
    async start(t, accounts, nodeArgs) {
      const STORE = await openPlaceFor(kind, t)
      const settings = { ...USUAL, ACCOUNTS_URL: accounts, STORE }
      return startServer(t, 'server-session', settings, nodeArgs)
    },
  }
}

/** No advice: what is saved by not verifying again. */
const CACHED: Subject = {
  id: 'jwt-cached',
  title: 'JWT, verified tokens cached',
  kind: 'cached',
  framework: 'fastify',
  signOutStatus: 204,
  visits: true,
  start(t, accounts, nodeArgs) {
    const path = fileURLToPath(new URL('./cached/server.js', import.meta.url))
    const own = { DATA_DIR: temporaryDirectory(t), ACCOUNTS_URL: accounts }
    return startFile(t, path, { ...USUAL, ...own }, nodeArgs)
  },
}

const PEERS: readonly Subject[] = [
  peer('express-session.documented', 'Express, express-session', {
    framework: 'express',
    library: 'session',
  }),
  peer('express-session.tuned', 'Express, express-session, tuned', {
    framework: 'express',
    library: 'session',
  }),
  peer('cookie-session.documented', 'Express, cookie-session', {
    framework: 'express',
    library: 'cookie-session',
  }),
  peer('cookie-session.tuned', 'Express, cookie-session, tuned', {
    framework: 'express',
    library: 'cookie-session',
  }),
  peer('jsonwebtoken.documented', 'Express, jsonwebtoken', {
    framework: 'express',
    library: 'jsonwebtoken',
  }),
  peer('jsonwebtoken.tuned', 'Express, jsonwebtoken, tuned', {
    framework: 'express',
    library: 'jsonwebtoken',
  }),
  peer('fastify-jwt.documented', '@fastify/jwt', { framework: 'fastify' }),
  peer('fastify-jwt.tuned', '@fastify/jwt, tuned', { framework: 'fastify' }),
  peer('secure-session', '@fastify/secure-session', { framework: 'fastify' }),
  peer('hono-jwt.documented', 'Hono, its JWT', { framework: 'hono' }),
  peer('hono-jwt.tuned', 'Hono, its JWT, tuned', { framework: 'hono' }),
  peer('iron-session', 'iron-session on Fastify', { framework: 'fastify' }),
  peer('better-auth.documented', 'better-auth', {
    framework: 'fastify',
    signOutStatus: 200,
    visits: false,
  }),
  peer('better-auth.tuned', 'better-auth, cookie cache', {
    framework: 'fastify',
    signOutStatus: 200,
    visits: false,
    credential: ['better-auth.session_token'], // the other is a copy of what is looked up under it
  }),
]

export const SUBJECTS: readonly Subject[] = [...NO_AUTH, ...OURS, ...STORES, CACHED, ...PEERS]

/** @throws Error where there is none with this id */
export function subjectOf(id: string): Subject {
  const subject = SUBJECTS.find((each) => each.id === id)
  if (subject === undefined) throw new Error(`there is no ${id} in the bench`)
  return subject
}
