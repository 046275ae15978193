/** Puts the configured remedies around a style. The style itself does not know. */
import type { EndedSignIns } from '../accounts/ended-sign-ins.ts'
import type { Users } from '../accounts/users.ts'
import type { AuthStyle } from '../auth-style.ts'
import type { Config } from '../config/load.ts'
import { withAccountCheck } from './account-check.ts'
import { withDenylist } from './denylist.ts'

export function withRemedies(
  style: AuthStyle,
  { remedies, lifetime }: Config,
  users: Users,
  ended: EndedSignIns,
): AuthStyle {
  const { revocation, accountCheck } = remedies
  const longestSeconds = Math.max(lifetime.idleSeconds, lifetime.absoluteSeconds)
  const revocable = style.can.revoke || revocation === 'none'
  const first = revocable ? style : withDenylist(style, ended, longestSeconds)
  return accountCheck === 'never' ? first : withAccountCheck(first, users, ended, accountCheck)
}
