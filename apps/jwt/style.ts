/** jwt: a signed token holds the whole state. The client carries it; the server keeps nothing. */
import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import jwt from 'jsonwebtoken'
import {
  type AuthStyle,
  BROWSER_COOKIE_LIMIT_BYTES,
  NOTHING_EXTRA,
  type StyleContext,
  type VisitorState,
} from '../../shared/auth-style.ts'
import { oneSignature } from './workarounds/one-signature.ts'
import { presentedTokens } from './workarounds/presented-tokens.ts'
import { refuseWhatVerifyLetsPass } from './workarounds/strict-token.ts'

export function createStyle(context: StyleContext): AuthStyle {
  const { cookie, service, tokenAlgorithm: algorithm } = context
  const keys = context.tokenKeys()

  function sign({ visits, notes, expiresAt, signIn }: VisitorState): string {
    const who = signIn && {
      sub: signIn.username,
      role: signIn.role,
      sid: signIn.id,
      auth_time: Math.floor(signIn.signedInAt / 1000),
    }
    const claims = { ...who, visits, notes, exp: Math.ceil(expiresAt / 1000), jti: randomUUID() }
    const { kid, signing } = keys[0]
    const header = { alg: algorithm, typ: 'visitor+jwt', kid }
    const options = { algorithm, header, issuer: service, audience: service }
    return oneSignature(jwt.sign(claims, signing, options))
  }

  function verify(token: string): VisitorState | undefined {
    try {
      const kid = jwt.decode(token, { complete: true })?.header.kid // unverified, so it only picks a key
      const key = keys.find((candidate) => candidate.kid === kid)
      if (key === undefined) return undefined
      const expected = { algorithms: [algorithm], issuer: service, audience: service }
      const verified = jwt.verify(token, key.verifying, { ...expected, complete: true })
      if (token !== oneSignature(token)) return undefined
      const claims = refuseWhatVerifyLetsPass(verified, 'visitor+jwt')
      const { visits, notes, exp, sub: username, role, sid: id, auth_time } = claims
      const signIn = id ? { id, username, role, signedInAt: auth_time * 1000 } : undefined
      return { visits, notes, expiresAt: exp * 1000, signIn }
    } catch {
      return undefined // forged, foreign, expired, garbled: no credential, and no hint why (rule 5)
    }
  }

  const remember: AuthStyle['remember'] = async (request, reply, state) => {
    const token = sign(state)
    if (request.carrier === 'bearer') return token
    reply.setCookie(cookie.name, token, cookie.attributes)
  }

  return {
    name: 'jwt',
    summary: 'You carry a signed token that holds everything; the server keeps nothing.',
    whereStateIs: 'in the token in your browser: you can read it, but not change it unnoticed',
    stateKeptBy: 'client',
    carriers: ['cookie', 'bearer'],
    cookies: [cookie.name],
    store: null,
    stateLimitBytes: BROWSER_COOKIE_LIMIT_BYTES,
    can: NOTHING_EXTRA,
    publicKeys: keys.flatMap(({ published }) => published ?? []),
    measure: (state) => cookie.name.length + sign(state).length,

    attach: async (app) => void (await app.register(fastifyCookie)),
    recall: async (request) => presentedTokens(request, cookie.name).map(verify).find(Boolean),
    remember,
    renew: remember, // each token is a fresh credential; the one before stays good until it expires
    forget: async (_request, reply) => void reply.clearCookie(cookie.name, cookie.attributes),
  }
}
