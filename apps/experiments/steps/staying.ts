import type { Exchange } from '../../../shared/visitor/exchange.ts'
import type { Person } from '../person.ts'

/**
 * All that a holder of the cookies can do to stay: a visit, which renews, and a refresh where that no longer
 * signs in.
 * @returns who it is afterwards: the answer of `GET /me`
 */
export async function visitToStay(holder: Person): Promise<Exchange> {
  await holder.get('/')
  const me = await holder.get('/me')
  if (me.status === 200) return me
  const refreshed = await holder.post('/refresh')
  return refreshed.status === 204 ? holder.get('/me') : me
}
