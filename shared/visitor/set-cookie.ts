/** One Set-Cookie line, taken apart as RFC 6265bis 5.6 does. Attribute names are in lower case. */
export interface SetCookie {
  readonly line: string
  readonly name: string
  readonly value: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
}

export function parseSetCookie(line: string): SetCookie {
  const [pair = '', ...rest] = line.split(';')
  const equals = pair.indexOf('=')
  return {
    line,
    // A pair without "=" is a nameless cookie (RFC 6265bis 5.6 step 3).
    name: equals < 0 ? '' : pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    attributes: rest.map((part) => {
      const at = part.indexOf('=')
      const name = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase()
      return [name, at < 0 ? '' : part.slice(at + 1).trim()] as const
    }),
  }
}

/**
 * The value of an attribute, the empty string for a bare one, undefined where absent. Of several the
 * last counts (RFC 6265bis 5.7).
 */
export function attribute(cookie: SetCookie, name: string): string | undefined {
  return cookie.attributes.findLast(([each]) => each === name)?.[1]
}

/** Whether this line takes the cookie away: Max-Age decides before Expires (RFC 6265bis 5.7). */
export function isClearing(cookie: SetCookie): boolean {
  const maxAge = attribute(cookie, 'max-age')
  if (maxAge !== undefined) return Number(maxAge) <= 0
  const expires = attribute(cookie, 'expires')
  return expires !== undefined && Date.parse(expires) <= Date.now()
}

/** Octets of name and value together, which browsers limit to 4096 (RFC 6265bis 5.6). */
export function sizeBytes(cookie: SetCookie): number {
  return Buffer.byteLength(cookie.name) + Buffer.byteLength(cookie.value)
}
