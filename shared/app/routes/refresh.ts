import { Type } from '../../type.ts'
import type { SignedInState } from '../../visitor-state.ts'
import type { App } from '../app-types.ts'
import { done } from '../done.ts'
import { keep } from '../keep.ts'
import { Body, NoContent, SeeOther } from '../schemas.ts'
import type { Service } from '../service.ts'
import { ownPath } from './login.ts'

const Refresh = Type.Union([
  Type.Null(),
  Body({
    next: Type.Optional(Type.String({ description: 'From a form: the path to see afterwards.' })),
  }),
])

/**
 * Where a style has a second, long-lived credential it is recalled from that one here, and remembering
 * makes both anew; the others say 501.
 */
export function refreshRoute(app: App, service: Service): void {
  const schema = {
    summary: 'Renew a short-lived credential',
    body: Refresh,
    response: { 204: NoContent, 303: SeeOther },
  }
  const config = { signedIn: true, needs: 'refresh' } as const
  app.post('/refresh', { schema, config }, async (request, reply) => {
    await keep(service, request, reply, request.visitor as SignedInState)
    return done(request, reply, ownPath(request.body?.next, request.ownOrigin))
  })
}
