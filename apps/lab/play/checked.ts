/**
 * What the keys say of a credential: the half of the picture that only someone with the secrets can draw. The
 * lab started the servers, so it has them; a visitor never does.
 */

import { styleCookie } from '../../../shared/config/cookies.ts'
import type { Cookies } from '../../../shared/style-credential.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { CREDENTIALS } from '../../credentials.ts'

export interface Checked {
  /**
   * `older`: by a secret that is not the newest any more, and still known. `unknown`: the style does not say how
   * its credential is checked.
   */
  readonly signature: 'holds' | 'older' | 'fails' | 'missing' | 'unknown'
  /** The session id that was signed, where it is one and the signature holds. */
  readonly sessionId?: string
}

/** @param secrets of the servers, newest first */
export function checked(style: StyleName, cookies: Cookies, secrets: readonly string[]): Checked {
  const { name } = styleCookie(style, false)
  if (!cookies.some((each) => each.name === name)) return { signature: 'missing' }
  const credential = CREDENTIALS.get(style)
  if (credential === undefined) return { signature: 'unknown' }
  for (const [index, secret] of secrets.entries()) {
    const found = credential.verify(cookies, secret)
    if (found === undefined) continue
    const { id } = found
    return {
      signature: index === 0 ? 'holds' : 'older',
      ...(id !== undefined && { sessionId: id }),
    }
  }
  return { signature: 'fails' }
}
