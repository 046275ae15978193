import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendPage } from '../../pages/send-page.ts'
import { sessionsPage } from '../../pages/sessions-page.ts'
import { Problem } from '../../problems/problem.ts'
import { Type } from '../../type.ts'
import type { SignedInState } from '../../visitor-state.ts'
import type { App } from '../app-types.ts'
import { done } from '../done.ts'
import { EmptyBody, NoContent, SeeOther, Time } from '../schemas.ts'
import type { Service } from '../service.ts'
import { audit } from '../signing-in.ts'

const Session = Type.Object({
  id: Type.String({ description: 'No credential, and leads to none.' }),
  startedAt: Time,
  lastSeenAt: Time,
  userAgent: Type.String(),
  current: Type.Boolean(),
})
const Sessions = Type.Object({ sessions: Type.Array(Session) })
const Params = Type.Object({ id: Type.String() })

/** A user's sign-ins, to be seen and ended by that user (ASVS 7.5.2). */
export function sessionsRoutes(app: App, service: Service): void {
  const config = { signedIn: true, needs: 'listSessions' } as const

  const list = { summary: 'My sign-ins', response: { 200: Sessions } }
  app.get('/sessions', { schema: list, config }, async (request, reply) => {
    const { signIn } = request.visitor as SignedInState
    const rows = await service.signIns.list(signIn.username)
    const sessions = rows.map(({ id, startedAt, lastSeenAt, userAgent }) => ({
      id,
      startedAt: new Date(startedAt).toISOString(),
      lastSeenAt: new Date(lastSeenAt).toISOString(),
      userAgent,
      current: id === signIn.id,
    }))
    if (request.wants === 'page') return sendPage(reply, sessionsPage(service.style, sessions))
    return { sessions }
  })

  const response = { 204: NoContent, 303: SeeOther }
  app.delete(
    '/sessions/:id',
    { schema: { summary: 'End a sign-in of mine', params: Params, response }, config },
    (request, reply) => end(service, request, reply, request.params.id),
  )
  app.post(
    '/sessions/:id/delete',
    {
      schema: {
        summary: 'End a sign-in of mine, from a form',
        params: Params,
        body: EmptyBody,
        response,
      },
      config,
    },
    (request, reply) => end(service, request, reply, request.params.id),
  )
}

/** @throws Problem `not-found` for another user's, and for one that is not there: the same for both */
async function end(
  { style, signIns }: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
) {
  const { signIn } = request.visitor as SignedInState
  const ended = await signIns.end(id, signIn.username)
  if (ended === undefined) throw new Problem('not-found', 'There is no such sign-in of yours.')
  if (ended.handle !== null) await style.forgetElsewhere?.(ended.handle)
  if (id === signIn.id) await style.forget(request, reply)
  audit(request, 'sign-in ended', signIn.username)
  return done(request, reply, '/sessions')
}
