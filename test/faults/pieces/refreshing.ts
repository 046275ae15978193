/**
 * A second, long-lived credential for jwt (contract, `POST /refresh`), which no server here has: what
 * the faults of refreshing are made from. By itself it is sound, and a control shows that it is.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VisitorState } from '../../../shared/auth-style.ts'
import { cookieValues, type styleCookie } from '../../../shared/config/cookies.ts'
import { notSignedIn } from '../../../shared/problems/problem.ts'

/** The refresh tokens of one sign-in. */
interface Family {
  state: VisitorState
  newest: string
  readonly used: Set<string>
}

let answer: (request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** For the route, which is not the style's. */
export const answerRefresh = (request: FastifyRequest, reply: FastifyReply) =>
  answer(request, reply)

export function refreshing(
  { name: accessName, attributes }: ReturnType<typeof styleCookie>,
  sign: (state: VisitorState) => string,
) {
  const name = `${accessName.replace('__Host-', '__Secure-')}-refresh`
  const flags = `HttpOnly; SameSite=Lax${attributes.secure ? '; Secure' : ''}`
  const families = new Map<string, Family>()

  function set(reply: FastifyReply, token: string) {
    reply.header('set-cookie', `${name}=${token}; Path=/refresh; ${flags}`)
  }
  const freshToken = () => randomBytes(32).toString('base64url')

  function end(request: FastifyRequest) {
    families.delete(request.visitor?.signIn?.id ?? '')
  }

  answer = (request, reply) => {
    const [token = ''] = cookieValues(request.headers.cookie, name)
    const found = [...families].find(([, { newest, used }]) => newest === token || used.has(token))
    if (found === undefined) throw notSignedIn()
    const [id, family] = found
    if (family.used.has(token)) {
      families.delete(id) // used again: somebody has a copy, and nobody knows who
      throw notSignedIn()
    }
    family.used.add(token)
    family.newest = freshToken()
    set(reply, family.newest)
    reply.header('set-cookie', `${accessName}=${sign(family.state)}; Path=/; ${flags}`)
    return reply.code(200).send({})
  }

  return {
    name,
    /** A sign-in, or one under a new password: the tokens before it end. */
    begin(request: FastifyRequest, reply: FastifyReply, state: VisitorState) {
      end(request)
      if (state.signIn === undefined || request.carrier === 'bearer') return
      const family = { state, newest: freshToken(), used: new Set<string>() }
      families.set(state.signIn.id, family)
      set(reply, family.newest)
    },
    end(request: FastifyRequest, reply: FastifyReply) {
      end(request)
      reply.header('set-cookie', `${name}=; Path=/refresh; Max-Age=0; ${flags}`)
    },
  }
}
