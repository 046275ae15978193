/** server-session: the state is in a store on the server. The client carries a signed session id. */
import fastifyCookie from '@fastify/cookie'
import fastifySession from '@fastify/session'
import type { AuthStyle, StyleContext, VisitorState } from '../../shared/auth-style.ts'
import { openStore } from './stores/open-store.ts'
import { onlyVerifiedId } from './workarounds/verified-id.ts'

declare module 'fastify' {
  interface Session extends Partial<VisitorState> {}
}

export async function createStyle(context: StyleContext): Promise<AuthStyle> {
  const { name: cookieName, attributes } = context.cookie
  const store = await openStore(context)
  const secrets = context.keys('session id')

  const remember: AuthStyle['remember'] = async ({ session }, _reply, state) => {
    Object.assign(session, state)
    await session.save()
  }

  return {
    name: 'server-session',
    summary:
      'You carry a signed session id, a long random number; the server keeps everything under it.',
    whereStateIs: `on this server, in its store (${store.kind}): your browser has only the session id`,
    stateKeptBy: 'server',
    carriers: ['cookie'],
    cookies: [cookieName],
    store: store.kind,
    stateLimitBytes: 65_536,
    can: {
      revoke: true,
      endEverywhere: true,
      listSessions: true,
      noticeAccountChanges: false, // name and role are in the session, as they were at sign-in
      refresh: false,
    },
    measure: (state) => Buffer.byteLength(JSON.stringify(state)),

    async attach(app) {
      await app.register(fastifyCookie, { parseOptions: { encode: String } }) // base64 travels as it is
      const secret = onlyVerifiedId(app, cookieName, secrets)
      await app.register(fastifySession, {
        cookieName,
        cookie: attributes,
        secret,
        store,
        rolling: false, // a request that changes nothing writes nothing
        saveUninitialized: false, // a visitor of whom there is nothing to keep is not kept
      })
    },
    async recall({ session: { visits, notes, expiresAt, signIn } }) {
      if (visits === undefined || notes === undefined || expiresAt === undefined) return undefined
      return { visits, notes, expiresAt, signIn }
    },
    remember,
    async renew(request, reply, state) {
      await request.session.regenerate() // a new number; the old one is dead
      return remember(request, reply, state)
    },
    async forget(request, reply) {
      await request.session.destroy()
      reply.clearCookie(cookieName, attributes)
    },
    forgetElsewhere: (key) => store.forgetKey(key),
    ready: () => store.ready(),
    close: () => store.close(),
  }
}
