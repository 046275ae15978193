/** Hono's JWT verbs, the same for both of its set-ups. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sign, verify } from 'hono/jwt'
import type { HonoAuth } from './hono.ts'
import { asClaims, asRemembered } from './jsonwebtoken.ts'

const COOKIE = 'token'

export function honoJwtAuth(
  key: Parameters<typeof sign>[1],
  cookie: Parameters<typeof setCookie>[3] = {},
): HonoAuth {
  return {
    async read(context) {
      try {
        return asRemembered(await verify(getCookie(context, COOKIE) ?? '', key, 'HS256'))
      } catch {
        return undefined
      }
    },
    async write(context, next) {
      setCookie(context, COOKIE, await sign(asClaims(next), key, 'HS256'), cookie)
    },
    clear: (context) => deleteCookie(context, COOKIE, cookie),
  }
}
