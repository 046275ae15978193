/** iron-session on Fastify as its README has it: the state sealed in the cookie. */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { getIronSession } from 'iron-session'
import { alive, type Remembered } from './kit/answers.ts'
import { serveFastify } from './kit/fastify.ts'

const options = {
  password: randomBytes(32).toString('hex'),
  cookieName: 'session',
  cookieOptions: { secure: false },
}
const sessionOf = (request: FastifyRequest, reply: FastifyReply) => {
  return getIronSession<{ remembered?: Remembered }>(request.raw, reply.raw, options)
}

await serveFastify({
  read: async (request, reply) => alive((await sessionOf(request, reply)).remembered),
  async write(request, reply, next) {
    const session = await sessionOf(request, reply)
    session.remembered = next
    await session.save()
  },
  clear: async (request, reply) => (await sessionOf(request, reply)).destroy(),
})
