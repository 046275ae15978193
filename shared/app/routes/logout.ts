import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuthStyle } from '../../auth-style.ts'
import type { SignedInState } from '../../visitor-state.ts'
import type { App } from '../app-types.ts'
import { done } from '../done.ts'
import { Body, EmptyBody, NoContent, Password, SeeOther } from '../schemas.ts'
import type { Service } from '../service.ts'
import { audit, endAllSignIns, verifiedUser } from '../signing-in.ts'
import { wrongPassword } from './password.ts'

const ENDED = { 204: NoContent, 303: SeeOther }

export function logoutRoutes(app: App, service: Service): void {
  const { style } = service

  const here = { summary: 'Sign out', body: EmptyBody, response: ENDED }
  app.post('/logout', { schema: here }, async (request, reply) => {
    await forgetHere(style, request, reply)
    audit(request, 'signed out', request.held?.signIn?.username)
    return done(request, reply)
  })

  const everywhere = {
    summary: 'Sign out everywhere',
    body: Body({ currentPassword: Password }),
    response: ENDED,
  }
  const config = { signedIn: true, needs: 'endEverywhere' } as const
  app.post('/logout/everywhere', { schema: everywhere, config }, async (request, reply) => {
    const { id, username } = (request.visitor as SignedInState).signIn
    const user = await verifiedUser(service, request, username, request.body.currentPassword)
    if (user === undefined) throw wrongPassword()
    await endAllSignIns(service, username, id)
    await service.ended.cutOff(username, Date.now()) // and those that no index knows
    await forgetHere(style, request, reply)
    audit(request, 'signed out everywhere', username)
    return done(request, reply)
  })
}

/** A bearer's token is the client's to forget, unless its copies can be ended here. */
async function forgetHere(style: AuthStyle, request: FastifyRequest, reply: FastifyReply) {
  if (request.carrier === 'cookie' || style.can.revoke) await style.forget(request, reply)
}
