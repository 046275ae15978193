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
 * Every value that a `Cookie` header brings under a name, in the order sent, as it stands there.
 * Parsers give one of them; a cookie planted beside the real one must not hide it (contract, rule 9).
 */
export function cookieValues(header: string | undefined, name: string): string[] {
  if (header === undefined) return []
  const values: string[] = []
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals !== -1 && pair.slice(0, equals).trim() === name) {
      values.push(pair.slice(equals + 1).trim())
    }
  }
  return values
}
