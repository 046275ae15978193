/** The attributes of every cookie that a style sets or clears (contract, rule 1; ASVS 3.3.1 to 3.3.4). */
export interface CookieAttributes {
  httpOnly: true
  sameSite: 'lax'
  path: '/'
  secure: boolean
}

/**
 * Name and attributes of a style's cookie. Over HTTPS the name has the `__Host-` prefix, by which
 * browsers refuse it from anyone but this host (RFC 6265bis 4.1.3.2). No Max-Age, no Expires, no Domain.
 */
export function styleCookie(styleName: string, https: boolean) {
  const name = `remember-${styleName}`
  const attributes: CookieAttributes = {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: https,
  }
  return { name: https ? `__Host-${name}` : name, attributes }
}

/**
 * The cookie of a refresh token, which goes to one route alone (contract, rule 1): `__Host-` would ask
 * for `Path=/`, so over HTTPS it is `__Secure-`.
 */
export function refreshCookie(styleName: string, https: boolean) {
  const name = `${https ? '__Secure-' : ''}remember-${styleName}-refresh`
  const attributes = `Path=/refresh; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
  return {
    name,
    /** Set-Cookie lines: not every style brings a library to make them. */
    set: (token: string) => `${name}=${token}; ${attributes}`,
    clear: `${name}=; ${attributes}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`,
  }
}

/** By name, each value that was sent. */
export type CookieValues = ReadonlyMap<string, readonly string[]>

const NONE: CookieValues = new Map()

/**
 * All values of each cookie name in a `Cookie` header, in the order sent and not decoded.
 * Parsers give one of them; a cookie planted beside the real one must not hide it (contract, rule 9).
 */
export function cookieValues(header: string | undefined): CookieValues {
  if (header === undefined) return NONE
  const values = new Map<string, string[]>()
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals === -1) continue
    const name = pair.slice(0, equals).trim()
    const value = pair.slice(equals + 1).trim()
    const others = values.get(name)
    if (others === undefined) values.set(name, [value])
    else others.push(value)
  }
  return values
}
