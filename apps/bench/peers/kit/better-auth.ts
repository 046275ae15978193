/** better-auth on Fastify: its own sign-in and sign-out, and its session asked for by the routes of the app. */

import { hash, verify } from '@node-rs/argon2'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { fromNodeHeaders } from 'better-auth/node'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { HEADERS, meBody } from './answers.ts'
import { refused } from './fastify.ts'
import { CHEAPEST, nameOf, PASSWORD, PEOPLE_COUNT } from './people.ts'
import { ME } from './schemas.ts'
import { tell } from './tell.ts'

const addressOf = (username: string) => `${username}@example.org`

export async function serveBetterAuth(options: Pick<BetterAuthOptions, 'session'>): Promise<void> {
  const app = Fastify()
  app.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS))
  let auth: ReturnType<typeof betterAuth>
  app.get('/me', { schema: { response: { 200: ME } } }, async (request, reply) => {
    const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
    if (found === null) return refused(reply, 401)
    const { session, user } = found
    const times = { signedInAt: +session.createdAt, expiresAt: +session.expiresAt }
    return meBody({ username: user.name, role: 'member', visits: 0, ...times })
  })
  app.post('/login', async (request, reply) => {
    const { username, password } = (request.body ?? {}) as Record<string, unknown>
    if (typeof username !== 'string' || typeof password !== 'string') return refused(reply, 400)
    const body = { email: addressOf(username), password }
    return passOn(reply, await auth.handler(asked(request, '/sign-in/email', body)))
  })
  app.post('/logout', async (request, reply) => {
    return passOn(reply, await auth.handler(asked(request, '/sign-out', {})))
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const baseURL = `http://127.0.0.1:${port}`
  auth = betterAuth({
    ...options,
    baseURL,
    secret: crypto.randomUUID() + crypto.randomUUID(),
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    // In production it lets an address sign in three times in ten seconds, and all visitors have one here.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      password: {
        hash: (password) => hash(password, CHEAPEST),
        verify: ({ hash: stored, password }) => verify(stored, password),
      },
    },
  }) as never
  for (let i = 0; i < PEOPLE_COUNT; i += 1) {
    const name = nameOf(i)
    await auth.api.signUpEmail({ body: { name, email: addressOf(name), password: PASSWORD } })
  }
  tell(port)
}

/** A request of its own API, with the headers of the one that came: where it comes from, and its cookies. */
function asked({ headers, host }: FastifyRequest, path: string, body: object): Request {
  const { 'content-length': _length, ...others } = headers
  return new Request(`http://${host}/api/auth${path}`, {
    method: 'POST',
    // What comes as text from a form elsewhere must not reach it as JSON.
    headers: { 'content-type': 'application/json', ...(others as Record<string, string>) },
    body: JSON.stringify(body),
  })
}

/** better-auth answers with a web `Response`: its status and cookies go on, its body (with the token in it) does not. */
function passOn(reply: FastifyReply, response: Response): FastifyReply {
  for (const line of response.headers.getSetCookie()) reply.header('set-cookie', line)
  return reply.code(response.status).send()
}
