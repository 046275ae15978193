/** server-session: the state is in a store on the server. The client carries a signed session id. */
import fastifyCookie from '@fastify/cookie'
import fastifySession from '@fastify/session'
import type { StyleContext, StyleVerbs } from '../../shared/auth-style.ts'
import { openStore } from './stores/open-store.ts'
import { onlyVerifiedId } from './workarounds/verified-id.ts'

export async function createStyle(context: StyleContext): Promise<StyleVerbs> {
  const { name, attributes } = context.cookie
  const secret = context.keys('session id')
  const store = await openStore(context)

  const style: StyleVerbs = {
    cookies: [name],
    store: store.kind,

    attach: async (app) => {
      await app.register(fastifyCookie, { parseOptions: { encode: String } }) // base64 travels as it is
      onlyVerifiedId(app, name, secret)
      const session = { cookieName: name, cookie: attributes, secret, store }
      // A request that changes nothing writes nothing, and a visitor with nothing to keep is not kept.
      await app.register(fastifySession, { ...session, rolling: false, saveUninitialized: false })
    },
    recall: async ({ session: { visits, notes, expiresAt, signIn } }) => {
      if (visits === undefined || notes === undefined || expiresAt === undefined) return undefined
      return { visits, notes, expiresAt, signIn }
    },
    remember: async ({ session }, _reply, state) => {
      await Object.assign(session, state).save()
    },
    renew: async (request, reply, state) => {
      await request.session.regenerate() // a new number; the old one is dead
      return style.remember(request, reply, state)
    },
    forget: async (request, reply) => {
      await request.session.destroy()
      reply.clearCookie(name, attributes)
    },
    measure: (state) => Buffer.byteLength(JSON.stringify(state)),

    forgetElsewhere: (key) => store.forgetKey(key),
    ready: () => store.ready(),
    close: () => store.close(),
  }
  return style
}
