/** jwt: a signed token holds the whole state. The client carries it; the server keeps nothing. */
import fastifyCookie from '@fastify/cookie'
import jwt from 'jsonwebtoken'
import type { StyleContext, StyleVerbs } from '../../shared/auth-style.ts'
import type { VisitorState } from '../../shared/visitor-state.ts'
import { claimsOf, stateOf } from './claims.ts'
import { oneSignature } from './workarounds/one-signature.ts'
import { presentedTokens } from './workarounds/presented-tokens.ts'
import { refuseWhatVerifyLetsPass } from './workarounds/strict-token.ts'

export async function createStyle(context: StyleContext): Promise<StyleVerbs> {
  const { name, attributes } = context.cookie
  const { service, tokenAlgorithm: algorithm } = context
  const keys = context.tokenKeys()
  const sign = (state: VisitorState) => {
    const header = { alg: algorithm, typ: 'visitor+jwt', kid: keys[0].kid }
    const options = { algorithm, header, issuer: service, audience: service }
    return oneSignature(jwt.sign(claimsOf(state), keys[0].signing, options))
  }
  const verify = (token: string) => {
    try {
      const kid = jwt.decode(token, { complete: true })?.header.kid // unverified, so it only picks a key
      const key = keys.find((candidate) => candidate.kid === kid)
      if (key === undefined || token !== oneSignature(token)) return undefined
      const expected = { algorithms: [algorithm], issuer: service, audience: service }
      const verified = jwt.verify(token, key.verifying, { ...expected, complete: true })
      return stateOf(refuseWhatVerifyLetsPass(verified, 'visitor+jwt'))
    } catch {
      return undefined // forged, foreign, expired, garbled: no credential, and no hint why (rule 5)
    }
  }

  const style: StyleVerbs = {
    cookies: [name],
    publicKeys: keys.flatMap(({ published }) => published ?? []),

    attach: async (app) => void (await app.register(fastifyCookie)),
    recall: async (request) => presentedTokens(request, name).map(verify).find(Boolean),
    remember: async (request, reply, state) => {
      const token = sign(state)
      if (request.carrier === 'bearer') return token
      reply.setCookie(name, token, attributes)
    },
    // A copy of the token before stays good until it expires.
    renew: (request, reply, state) => style.remember(request, reply, state),
    forget: async (_request, reply) => void reply.clearCookie(name, attributes),
    measure: (state) => name.length + sign(state).length,
  }
  return style
}
