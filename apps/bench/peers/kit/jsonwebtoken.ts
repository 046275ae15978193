/** jsonwebtoken's verbs on Express, the same for both of its set-ups. */
import { type KeyObject, randomUUID } from 'node:crypto'
import cookieParser from 'cookie-parser'
import type { CookieOptions, Request } from 'express'
import jwt, { type VerifyOptions } from 'jsonwebtoken'
import type { Remembered } from './answers.ts'
import type { ExpressAuth } from './express.ts'

const COOKIE = 'token'

export function jsonwebtokenAuth(
  key: string | KeyObject,
  verifying: VerifyOptions,
  cookie: CookieOptions = {},
): ExpressAuth {
  return {
    attach: (app) => app.use(cookieParser()),
    read: ({ cookies }: Request) => {
      const token = cookies[COOKIE]
      if (!token) return undefined
      try {
        return asRemembered(jwt.verify(token, key, verifying) as jwt.JwtPayload)
      } catch {
        return undefined
      }
    },
    write: (_request, response, next) =>
      response.cookie(COOKIE, jwt.sign(asClaims(next), key), cookie),
    clear: (_request, response) => response.clearCookie(COOKIE, cookie),
  }
}

/** RFC 7519's names where there is one, as every JWT peer has them. */
export function asClaims({ username, role, visits, signedInAt, expiresAt }: Remembered) {
  const exp = Math.ceil(expiresAt / 1000)
  return {
    sub: username,
    role,
    visits,
    auth_time: Math.floor(signedInAt / 1000),
    exp,
    jti: randomUUID(),
  }
}

export function asRemembered(claims: Record<string, unknown>): Remembered {
  const { sub, role, visits, auth_time, exp } = claims as unknown as ReturnType<typeof asClaims>
  return { username: sub, role, visits, signedInAt: auth_time * 1000, expiresAt: exp * 1000 }
}
