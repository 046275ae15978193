/** A small app on the bare library, with the repair or without it. */
import fastifyCookie, { Signer } from '@fastify/cookie'
import fastifySession from '@fastify/session'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { onlyVerifiedId } from '../../../../apps/server-session/workarounds/verified-id.ts'
import { cookieValues } from '../../../../shared/config/cookies.ts'

export const OLD = 'an old secret of 32 bytes or more'
export const NEW = 'a new secret of 32 bytes or more.'
const ATTRIBUTES = { httpOnly: true, sameSite: 'lax', path: '/', secure: false } as const

type Callback = (error: null, session?: never) => void

/** Keeps JSON, as every store does that is not in the process itself. */
export class JsonStore {
  readonly kept = new Map<string, string>()
  get(id: string, done: Callback) {
    done(null, JSON.parse(this.kept.get(id) ?? 'null') as never)
  }
  set(id: string, session: object, done: Callback) {
    this.kept.set(id, JSON.stringify(session))
    done(null)
  }
  destroy(id: string, done: Callback) {
    this.kept.delete(id)
    done(null)
  }
}

interface Kept {
  user?: string
}

/**
 * Tells who is signed in on GET; `/login`, `/change` (which does not save), `/renew`, `/logout` and `/fail` do what they say.
 * @param seen gets the cookie that the library sees, of each request
 */
export async function sessionApp(
  t: Test,
  repaired: boolean,
  store = new JsonStore(),
  secrets = [OLD],
  seen: unknown[] = [],
): Promise<FastifyInstance> {
  const app = Fastify()
  t.teardown(() => app.close())
  app.addHook('onRequest', async (request) => {
    request.cookieValues = cookieValues(request.headers.cookie)
  })
  await app.register(fastifyCookie)
  const signer = repaired ? onlyVerifiedId(app, 'sid', secrets) : secrets
  app.addHook('onRequest', async (request) => {
    seen.push(request.cookies.sid)
  })
  const options = { rolling: false, saveUninitialized: false }
  await app.register(fastifySession, {
    cookieName: 'sid',
    cookie: ATTRIBUTES,
    secret: signer,
    store,
    ...options,
  })
  app.get('/', async ({ session }) => ({ user: (session as Kept).user ?? null }))
  app.post('/login', async ({ session }) => {
    Object.assign(session, { user: 'alice' })
    await session.save()
    return {}
  })
  app.post('/change', async ({ session }) => {
    Object.assign(session, { user: 'bob' })
    return {}
  })
  app.post('/renew', async (request) => {
    await request.session.regenerate()
    Object.assign(request.session, { user: 'alice' })
    await request.session.save()
    return {}
  })
  app.post('/logout', async ({ session }) => {
    await session.destroy()
    return {}
  })
  app.post('/fail', async ({ session }) => {
    Object.assign(session, { user: 'mallory' })
    throw new Error('failed after it had changed the session')
  })
  return app
}

/** A `Cookie` header with this id, signed. */
export function signedCookie(id: string, secret: string): string {
  return `sid=${encodeURIComponent(new Signer(secret).sign(id))}`
}
