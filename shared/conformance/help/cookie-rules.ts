/** What holds for every cookie of a style, set or cleared (contract rule 1). */
import type { Exchange } from '../../visitor/exchange.ts'
import { attribute, type SetCookie } from '../../visitor/set-cookie.ts'
import type { CaseContext } from '../context.ts'

/** The cookies that some answers set or clear, each with the words that a message names it by. */
export function cookiesOf(exchanges: readonly Exchange[], wanted: (each: SetCookie) => boolean) {
  return exchanges.flatMap((exchange) => {
    return exchange
      .setCookies()
      .filter(wanted)
      .map((cookie) => ({ cookie, subject: `Set-Cookie ${cookie.name} of ${exchange.name}` }))
  })
}

/** The attributes that every cookie bears, set or cleared. */
export function expectAttributes(context: CaseContext, cookie: SetCookie, subject: string): void {
  const { expect } = context
  const httpOnly = attribute(cookie, 'httponly') !== undefined
  expect.that(httpOnly, `HttpOnly in ${subject}`, 'to be there', 'none')
  expect.equal(attribute(cookie, 'samesite')?.toLowerCase(), 'lax', `SameSite in ${subject}`)
  // The refresh cookie alone goes to its own route.
  const paths = context.about.can.refresh ? ['/', '/refresh'] : ['/']
  expect.oneOf(attribute(cookie, 'path'), paths, `Path in ${subject}`)
  expect.equal(attribute(cookie, 'domain'), undefined, `Domain in ${subject}`)
}

/** No end of its own: the browser's end is the cookie's. */
export function expectEndsWithBrowser(
  context: CaseContext,
  cookie: SetCookie,
  subject: string,
): void {
  context.expect.equal(attribute(cookie, 'max-age'), undefined, `Max-Age in ${subject}`)
  context.expect.equal(attribute(cookie, 'expires'), undefined, `Expires in ${subject}`)
}

/** What it bears over HTTPS beside that. */
export function expectSecure(context: CaseContext, cookie: SetCookie, subject: string): void {
  const secure = attribute(cookie, 'secure') !== undefined
  context.expect.that(secure, `Secure in ${subject}`, 'to be there', 'none')
  const prefix = attribute(cookie, 'path') === '/' ? /^__Host-/ : /^__Secure-/
  context.expect.match(cookie.name, prefix, `name in ${subject}`)
}
