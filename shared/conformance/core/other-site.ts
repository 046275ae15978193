/** What a browser sends with requests that another site's page makes it send. */
import type { RequestOptions } from '../../visitor/visitor.ts'
import { cookieHeader } from '../help/cookies.ts'
import type { CoreContext } from './core-context.ts'
import type { CoreVisitor } from './core-visitor.ts'

type Cookies = NonNullable<RequestOptions['cookies']>

/**
 * Of a form that another site posts. A cookie without SameSite goes along: some browsers treat it
 * as None, and the others do for two minutes after it was set (RFC 6265bis 5.6.7.2).
 */
export function cookiesOfPost(context: CoreContext, visitor: CoreVisitor): Cookies {
  return cookiesWhere(context, visitor, (sameSite) => sameSite !== 'lax' && sameSite !== 'strict')
}

/** Of a link that a person follows from another site: all but the strict ones. */
export function cookiesOfLink(context: CoreContext, visitor: CoreVisitor): Cookies {
  return cookiesWhere(context, visitor, (sameSite) => sameSite !== 'strict')
}

/** Of a page on a neighbouring host: SameSite holds back nothing from the same site. */
export function cookiesOfNeighbour(context: CoreContext, visitor: CoreVisitor): Cookies {
  return cookiesWhere(context, visitor, () => true)
}

function cookiesWhere(
  context: CoreContext,
  visitor: CoreVisitor,
  goesAlong: (sameSite: string | undefined) => boolean,
): Cookies {
  const pairs = visitor.person
    .cookies(context.map.signOut.path)
    .filter((pair) => goesAlong(context.sameSite(pair)))
  return pairs.length === 0 ? 'none' : { header: cookieHeader(pairs) }
}

const EVIL = 'https://evil.example'

/** How requests from other places announce themselves; older browsers send `Origin` alone. */
export const FROM_OTHER_SITE = [
  { Origin: EVIL, Referer: `${EVIL}/`, 'Sec-Fetch-Site': 'cross-site' },
  { Origin: EVIL, Referer: `${EVIL}/` },
] as const

/** A sandboxed frame, or a redirect between sites. */
export const FROM_NULL = [{ Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'null' }]

export function fromNeighbour(visitor: CoreVisitor): Record<string, string> {
  const { protocol, host } = new URL(visitor.ownOrigin)
  const origin = `${protocol}//neighbour.${host}`
  return { Origin: origin, Referer: `${origin}/`, 'Sec-Fetch-Site': 'same-site' }
}
