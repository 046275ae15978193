import jwt from 'jsonwebtoken'
import { styleCookie } from '../../shared/config/cookies.ts'
import { tokenKey } from '../../shared/config/keys.ts'
import type { Cookies, StyleCredential } from '../../shared/style-credential.ts'
import { about } from './about.ts'
import { type Claims, claimsOf, stateOf } from './claims.ts'

const { name } = styleCookie(about.name, false)

export const credential: StyleCredential = {
  verify(cookies, secret) {
    try {
      const { verifying } = tokenKey(secret, about.name, 'HS256')
      jwt.verify(tokenIn(cookies), verifying, { algorithms: ['HS256'], ignoreExpiration: true })
      return {}
    } catch {
      return undefined
    }
  },
  read(cookies) {
    const claims = jwt.decode(tokenIn(cookies), { json: true })
    return claims === null ? undefined : stateOf(claims as unknown as Claims)
  },
  async forge(secret, state) {
    const { kid, signing } = tokenKey(secret, about.name, 'HS256')
    const service = `urn:three-ways-to-remember:${about.name}`
    const header = { alg: 'HS256', typ: 'visitor+jwt', kid }
    const made = jwt.sign(claimsOf(state), signing, { header, issuer: service, audience: service })
    return [`${name}=${made}`]
  },
}

function tokenIn(cookies: Cookies): string {
  return cookies.find((each) => each.name === name)?.value ?? ''
}
