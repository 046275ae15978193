/**
 * `ACCOUNT_CHECK`: around any style, a look at the account: is the user still there and not disabled, did
 * the sign-in begin after the last cut-off, and in which role (ASVS 7.4.2, 7.4.3, 8.3.2)?
 *
 * `every-request`: a ban, a role, "sign out everywhere" hold from the next request on, for two reads each.
 * `on-renewal`: only requests that renew the credential look (`GET /` and changes); a thief who reads and
 * changes nothing stays until the credential ends. Either looks at a refresh too; with `REFRESH=on` and
 * nothing chosen here, only that looks.
 */
import type { FastifyRequest } from 'fastify'
import type { EndedSignIns } from '../accounts/ended-sign-ins.ts'
import { begunAt } from '../accounts/sign-in-id.ts'
import type { Users } from '../accounts/users.ts'
import type { AuthStyle } from '../auth-style.ts'
import { wholeState } from '../visitor-state.ts'

export type AccountCheck = 'every-request' | 'on-renewal'

const LOOKS: Record<AccountCheck | 'on-refresh', (request: FastifyRequest) => boolean> = {
  'every-request': () => true,
  'on-renewal': renews,
  'on-refresh': ({ routeOptions }) => routeOptions.url === '/refresh',
}

export function withAccountCheck(
  style: AuthStyle,
  users: Users,
  ended: EndedSignIns,
  when: keyof typeof LOOKS,
): AuthStyle {
  const always = when === 'every-request'
  return {
    ...style,
    can: always ? { ...style.can, noticeAccountChanges: true, endEverywhere: true } : style.can,
    async recall(request) {
      const state = wholeState(await style.recall(request)) // what is of another shape leads to no look-up
      if (state?.signIn === undefined || !LOOKS[when](request)) return state
      const { id, username } = state.signIn
      const user = await users.find(username)
      if (user === undefined || user.disabled) return undefined
      if (begunAt(id) < (await ended.cutOffOf(username))) return undefined
      return { ...state, signIn: { ...state.signIn, role: user.role } }
    },
  }
}

/** Requests after which the visitor has a new credential (contract, rule 6). */
function renews({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'GET' ? routeOptions.url === '/' : method !== 'HEAD'
}
