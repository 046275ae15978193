/** What somebody makes who has the signing secret, and nothing else: credentials of a user, for each style. */
import { randomBytes } from 'node:crypto'
import { sign as signId } from '@fastify/cookie'
import { CompactEncrypt } from 'jose'
import jwt from 'jsonwebtoken'
import Keygrip from 'keygrip'
import { newSignInId } from '../../../shared/accounts/sign-in-id.ts'
import { styleCookie } from '../../../shared/config/cookies.ts'
import { derive, tokenKey } from '../../../shared/config/keys.ts'
import type { Role, VisitorState } from '../../../shared/visitor-state.ts'

const HOUR_MS = 3_600_000
/** So late that no access time of a refreshed sign-in is over (shared/mitigations/carried-within.ts). */
const ACCESS_UNTIL = '9999999999999'

/** `Cookie` headers over plain HTTP, each by the knowledge of how one style signs; whoever forges tries them all. */
export async function forgeries(secret: string, username: string, role: Role): Promise<string[]> {
  const now = Date.now()
  const id = `${newSignInId(now)}.${ACCESS_UNTIL}`
  const signIn = { id, username, role, signedInAt: now }
  const state: VisitorState = { visits: 1, notes: [], expiresAt: now + HOUR_MS, signIn }
  return [
    token(secret, state),
    signedCookie(secret, state),
    signedCookie(secret, await sealed(secret, state)),
    sessionId(secret),
  ]
}

function token(secret: string, { visits, notes, expiresAt, signIn }: VisitorState): string {
  const { kid, signing } = tokenKey(secret, 'jwt', 'HS256')
  const claims = {
    ...{ sub: signIn?.username, role: signIn?.role, sid: signIn?.id },
    auth_time: Math.floor((signIn?.signedInAt ?? 0) / 1000),
    ...{ visits, notes, exp: Math.ceil(expiresAt / 1000), jti: randomBytes(16).toString('hex') },
  }
  const service = 'urn:three-ways-to-remember:jwt'
  const header = { alg: 'HS256', typ: 'visitor+jwt', kid }
  const made = jwt.sign(claims, signing, { header, issuer: service, audience: service })
  return `${styleCookie('jwt', false).name}=${made}`
}

function signedCookie(secret: string, state: VisitorState): string {
  const { name } = styleCookie('cookie-session', false)
  const keys = new Keygrip(
    [derive(secret, 'cookie-session', 'cookie').toString('base64url')],
    'sha256',
  )
  const pair = `${name}=${Buffer.from(JSON.stringify(state)).toString('base64')}`
  return `${pair}; ${name}.sig=${keys.sign(pair)}`
}

/** The state as `STATE_ENCRYPTION=on` seals it: the key is derived from the same secret. */
async function sealed(secret: string, state: VisitorState): Promise<VisitorState> {
  const jwe = await new CompactEncrypt(Buffer.from(JSON.stringify(state)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(derive(secret, 'cookie-session', 'state encryption'))
  return { visits: 0, notes: [['sealed', jwe]], expiresAt: state.expiresAt }
}

/** A well-signed id. That it is one of somebody's has to be guessed, 192 random bits, or else known. */
export function sessionId(secret: string, id = randomBytes(24).toString('base64url')): string {
  const key = derive(secret, 'server-session', 'session id').toString('base64url')
  return `${styleCookie('server-session', false).name}=${encodeURIComponent(signId(id, key))}`
}
