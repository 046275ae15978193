/** opaque-token: the state is in a Map under a hash of a random token. The client carries the token. */
import fastifyCookie from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import type { StyleContext, StyleVerbs } from '../../shared/auth-style.ts'
import { States } from './stores/states.ts'
import { newToken, presentedTokens } from './stores/tokens.ts'

export async function createStyle({ cookie, signIns }: StyleContext): Promise<StyleVerbs> {
  const { name, attributes } = cookie
  const states = new States(signIns)
  const tokenOf = (request: FastifyRequest) =>
    presentedTokens(request, name).find((token) => states.under(token))

  const style: StyleVerbs = {
    cookies: [name],
    store: 'memory',

    attach: async (app) => void (await app.register(fastifyCookie)),
    recall: async (request) => states.under(tokenOf(request) ?? ''),
    remember: async (request, reply, state) => {
      const before = tokenOf(request)
      const token = before ?? newToken()
      await states.put(token, state)
      if (request.carrier === 'bearer') return token
      if (before === undefined) reply.setCookie(name, token, attributes)
    },
    renew: async (request, reply, state) => {
      const before = tokenOf(request)
      if (before !== undefined) await states.end(before)
      return style.remember(request, reply, state)
    },
    forget: async (request, reply) => {
      const token = tokenOf(request)
      if (token !== undefined) await states.end(token)
      if (request.carrier === 'cookie') reply.clearCookie(name, attributes)
    },
    measure: (state) => Buffer.byteLength(JSON.stringify(state)),

    forgetElsewhere: (handle) => states.forget(handle),
  }
  return style
}
