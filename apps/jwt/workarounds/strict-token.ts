/**
 * What jsonwebtoken 9 checks only when asked, or not at all:
 * - a token without `exp` is good for ever (ASVS 9.2.1);
 * - `typ` is never looked at, so a token made for another purpose passes (RFC 8725 3.11, ASVS 9.2.2);
 * - `crit` is ignored, where RFC 7515 4.1.11 asks to reject what one does not understand;
 * - an `iat` in the future passes, though nobody has issued that token yet.
 * @see https://github.com/auth0/node-jsonwebtoken/issues/1032 (`crit`; of the others no report is known)
 */
import type { Jwt } from 'jsonwebtoken'
import type { Claims } from '../claims.ts'

/** Clocks of instances may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 5

/** The claims of a verified token. Throws when the token is not of this type or has no end. */
export function refuseWhatVerifyLetsPass({ header, payload }: Jwt, typ: string): Claims {
  if (header.typ !== typ) throw new Error('token of another type')
  if ('crit' in header) throw new Error('token with critical extensions')
  if (typeof payload === 'string') throw new Error('token without claims')
  if (!Number.isFinite(payload.exp)) throw new Error('token without an end')
  const now = Date.now() / 1000
  if ((payload.iat ?? Number.POSITIVE_INFINITY) > now + CLOCK_TOLERANCE_SECONDS) {
    throw new Error('token from the future')
  }
  return payload as unknown as Claims
}
