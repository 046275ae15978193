/**
 * Puts the configured remedies around a style. The style itself does not know.
 *
 * From inside: encryption, as all that is kept is to be sealed; refreshing, which says who is signed in
 * at all; the denylist; the look at the account. What mends a state that the client keeps is not put
 * around one on the server: three servers may be started with one environment, and that one needs none.
 */
import type { EndedSignIns } from '../accounts/ended-sign-ins.ts'
import type { RefreshFamilies } from '../accounts/refresh-families.ts'
import type { Users } from '../accounts/users.ts'
import type { AuthStyle } from '../auth-style.ts'
import { refreshCookie } from '../config/cookies.ts'
import type { Config } from '../config/load.ts'
import { withAccountCheck } from './account-check.ts'
import { withDenylist } from './denylist.ts'
import { withRefresh } from './refresh.ts'

interface RemedyContext {
  users: Users
  ended: EndedSignIns
  families: RefreshFamilies
  /** For states, newest first: 32 bytes each. */
  encryptionKeys(): Uint8Array[]
}

export async function withRemedies(
  pure: AuthStyle,
  config: Config,
  context: RemedyContext,
): Promise<AuthStyle> {
  const { remedies, lifetime, https } = config
  const { users, ended, families } = context
  const { revocation, accountCheck, accessSeconds, encryption } = remedies
  const longestSeconds = Math.max(lifetime.idleSeconds, lifetime.absoluteSeconds)
  const isClients = pure.stateKeptBy === 'client'
  const denies = revocation === 'denylist' && !pure.can.revoke

  let style = pure
  if (encryption && isClients) {
    // Its library is loaded by who uses it alone: 26 ms of a start.
    const { withEncryption } = await import('./encryption.ts')
    style = withEncryption(style, context.encryptionKeys())
  }
  if (accessSeconds !== undefined && isClients) {
    style = withRefresh(style, {
      accessSeconds,
      lifetime,
      cookie: refreshCookie(pure.name, https),
      families,
      onReuse: async ({ signIn: { id, signedInAt } }) => {
        if (denies) await ended.deny(id, signedInAt + longestSeconds * 1000)
      },
    })
  }
  if (denies) style = withDenylist(style, ended, longestSeconds)
  if (accountCheck !== 'never') return withAccountCheck(style, users, ended, accountCheck)
  // A refresh token that outlived a ban or a new password would be no remedy.
  return style.can.refresh ? withAccountCheck(style, users, ended, 'on-refresh') : style
}
