import { storeUnavailable } from '../../problems/problem.ts'
import { Type } from '../../type.ts'
import type { App } from '../app-types.ts'
import type { Service } from '../service.ts'

const Healthy = Type.Object({ status: Type.Literal('ok') })

/** For probes: the process runs; and what it needs answers. Any `Host` may ask. */
export function healthRoutes(app: App, { style, accountsReady }: Service): void {
  const config = { alwaysJson: true, anyHost: true }
  const live = { summary: 'The process runs', response: { 200: Healthy } }
  app.get('/health/live', { schema: live, config }, () => ({ status: 'ok' as const }))

  const ready = { summary: 'The stores answer', response: { 200: Healthy } }
  app.get('/health/ready', { schema: ready, config }, async () => {
    try {
      await Promise.all([accountsReady(), style.ready?.()])
    } catch (error) {
      throw storeUnavailable(error)
    }
    return { status: 'ok' as const }
  })
}
