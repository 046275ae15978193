/**
 * What the keys say of a credential: the half of the picture that only someone with the secrets can draw. The
 * lab started the servers, so it has them; a visitor never does.
 */

import { Signer } from '@fastify/cookie'
import jwt from 'jsonwebtoken'
import Keygrip from 'keygrip'
import { derive, tokenKey } from '../../../shared/config/keys.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { percentDecoded } from '../../../shared/visitor/credential.ts'

export interface Checked {
  /** `older`: by a secret that is not the newest any more, and still known. */
  readonly signature: 'holds' | 'older' | 'fails' | 'missing'
  /** The session id that was signed, where it is one and the signature holds. */
  readonly sessionId?: string
}

/**
 * @param cookies names with values, as a browser sends them
 * @param secrets of the servers, newest first
 */
export function checked(
  style: StyleName,
  cookies: readonly { name: string; value: string }[],
  secrets: readonly string[],
): Checked {
  const name = `remember-${style}`
  const value = cookies.find((each) => each.name === name)?.value
  if (value === undefined) return { signature: 'missing' }
  for (const [index, secret] of secrets.entries()) {
    const found = SIGNED[style](value, secret, cookies)
    if (found === undefined) continue
    return { signature: index === 0 ? 'holds' : 'older', ...(found !== '' && { sessionId: found }) }
  }
  return { signature: 'fails' }
}

/** Gives what was signed where it is an id, an empty text where it is a state, undefined where nothing holds. */
type Signed = (
  value: string,
  secret: string,
  cookies: readonly { name: string; value: string }[],
) => string | undefined

const SIGNED: Record<StyleName, Signed> = {
  jwt(value, secret) {
    try {
      const { verifying } = tokenKey(secret, 'jwt', 'HS256')
      jwt.verify(value, verifying, { algorithms: ['HS256'], ignoreExpiration: true })
      return ''
    } catch {
      return undefined
    }
  },
  'cookie-session'(value, secret, cookies) {
    const name = 'remember-cookie-session'
    const signature = cookies.find((each) => each.name === `${name}.sig`)?.value ?? ''
    const keys = new Keygrip([keyOf(secret, 'cookie-session', 'cookie')], 'sha256')
    return keys.verify(`${name}=${value}`, signature) ? '' : undefined
  },
  'server-session'(value, secret) {
    const signer = new Signer(keyOf(secret, 'server-session', 'session id'))
    const { valid, value: id } = signer.unsign(percentDecoded(value))
    return valid && id !== null ? id : undefined
  },
}

function keyOf(secret: string, style: StyleName, purpose: string): string {
  return derive(secret, style, purpose).toString('base64url')
}
