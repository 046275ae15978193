/** What the app adds to Fastify's types: what is known of a request, and what a route says of itself. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { AuthStyle, Capabilities } from '../auth-style.ts'
import type { CookieValues } from '../config/cookies.ts'
import { isSignedIn, type VisitorState } from '../visitor-state.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the visitor's credential says; undefined for a stranger. */
    visitor: VisitorState | undefined
    /**
     * What the credential held when the request came: what a sign-in carries over, and a sign-out ends.
     * The same as `visitor`, unless the style holds a sign-in back until it is refreshed.
     */
    held: VisitorState | undefined
    /** The cookies that the request brings: all values of each name, in the order sent. */
    cookieValues: CookieValues
    /** The answer's form (contract, "Words"); undefined where the request accepts neither: then it is refused, in JSON. */
    wants: 'json' | 'page' | undefined
    /** How this visitor's credential travels. */
    carrier: 'cookie' | 'bearer'
    /** The token of `Authorization: Bearer`, where the style carries one. */
    bearerToken: string | undefined
    /** This server's own origin, as the request's `Host` names it among those configured. */
    ownOrigin: string
    /** An allow-listed other origin that may use this request for a bearer token and for nothing else. */
    onlyForBearer: boolean
  }
  interface FastifyContextConfig {
    /** The form of the answer is always JSON, whatever is accepted. */
    alwaysJson?: boolean
    /** Answers to any `Host`: for probes that know only an address. */
    anyHost?: boolean
    signedIn?: boolean
    /** What the style must be able to do for this route. */
    needs?: keyof Capabilities
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** The credential holds a sign-in, and yet nobody is signed in. */
export function isHeldBack({ held, visitor }: FastifyRequest): boolean {
  return isSignedIn(held) && !isSignedIn(visitor)
}

/** Why a style that lacks a capability can not do what a route asks: the `detail` of 501. */
export function whyNot(style: AuthStyle, capability: keyof Capabilities | 'bearer'): string {
  if (capability === 'bearer') return 'This style carries its credential in a cookie alone.'
  if (capability === 'refresh') return 'This style renews its one credential on each visit.'
  return `With ${style.name} the server keeps no list of sign-ins, so it can neither show nor end them.`
}
