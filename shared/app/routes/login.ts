import type { FastifyRequest } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import { bringsOwnCookie } from '../../protection/carrier.ts'
import { Type } from '../../type.ts'
import type { VisitorState } from '../../visitor-state.ts'
import { type App, whyNot } from '../app-types.ts'
import { Body, FRESH, Password, SeeOther, User, Username } from '../schemas.ts'
import type { Service } from '../service.ts'
import { audit, beginSignIn, invalidCredentials, verifiedUser } from '../signing-in.ts'

const Login = Body({
  username: Username,
  password: Password,
  carrier: Type.Optional(Type.Enum(['cookie', 'bearer'])),
  next: Type.Optional(Type.String({ description: 'From a form: the path to see afterwards.' })),
})
const LoggedIn = Type.Object({ user: User, ...FRESH })

export function loginRoute(app: App, service: Service): void {
  const schema = {
    summary: 'Sign in',
    body: Login,
    response: { 200: LoggedIn, 303: SeeOther },
  }
  app.post('/login', { schema }, async (request, reply) => {
    const { username, password, carrier, next } = request.body
    chooseCarrier(request, service, carrier)
    const user = await verifiedUser(service, request, username, password)
    if (user === undefined) {
      // A name that is none may be a password typed into the wrong field: it is not logged.
      const known = await service.users.find(username)
      audit(request, 'sign-in failed', known ? username : undefined)
      throw invalidCredentials()
    }
    const fresh = await beginSignIn(service, request, reply, user, carriedOver(request, username))
    audit(request, 'signed in', username)
    if (request.wants === 'page') return reply.redirect(ownPath(next, request.ownOrigin), 303)
    return { user: { username, role: user.role }, ...fresh }
  })
}

/** @throws Problem `style-cannot`, `invalid-request`, `cross-origin` */
function chooseCarrier(request: FastifyRequest, { style }: Service, wish: string | undefined) {
  if (wish === 'bearer') {
    if (!style.carriers.includes('bearer')) {
      throw new Problem('style-cannot', whyNot(style, 'bearer'))
    }
    if (bringsOwnCookie(request, style)) {
      throw new Problem('invalid-request', 'Ask for a bearer token without bringing the cookie.')
    }
    request.carrier = 'bearer'
    request.wants = 'json'
  } else if (request.onlyForBearer) {
    throw new Problem('cross-origin', 'From another site, sign in for a bearer token only.')
  }
}

/**
 * What stays at sign-in (contract, rule 4): an anonymous visitor's count; the same user's count and
 * notes; nothing of another user's, nothing else, and nothing for a bearer.
 */
function carriedOver(
  request: FastifyRequest,
  username: string,
): Pick<VisitorState, 'visits' | 'notes'> {
  const before = request.carrier === 'bearer' ? undefined : request.held
  if (before === undefined) return { visits: 0, notes: [] }
  if (before.signIn === undefined) return { visits: before.visits, notes: [] }
  if (before.signIn.username !== username) return { visits: 0, notes: [] }
  return { visits: before.visits, notes: before.notes }
}

/** A path on this server, or `/` for whatever would lead elsewhere (contract, `POST /login`). */
export function ownPath(next: string | undefined, origin: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so `/\t/host` is `//host`
  if (next === undefined || /[\u0000-\u001f\u007f\\]/.test(next) || !URL.canParse(next, origin)) {
    return '/'
  }
  const url = new URL(next, origin)
  const stays = next.startsWith('/') && !next.startsWith('//') && url.origin === origin
  return stays && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/'
}
