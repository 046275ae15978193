import type { App } from '../app-types.ts'
import { EmptyBody, Fresh } from '../schemas.ts'

/** Only a style with a second, long-lived credential has anything to refresh from; the others say 501. */
export function refreshRoute(app: App): void {
  const schema = {
    summary: 'Renew a short-lived credential',
    body: EmptyBody,
    response: { 200: Fresh },
  }
  app.post('/refresh', { schema, config: { needs: 'refresh' } }, async (_request, reply) => {
    return reply.callNotFound() // no style here declares `refresh`: the guards have answered 501
  })
}
