/**
 * What a style is: three verbs (and "renew", remembering under a fresh credential).
 * All that the three servers share is written against this file, and a style imports nothing else of it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SignInRegistry } from './accounts/sign-ins.ts'
import type { CookieAttributes } from './config/cookies.ts'
import type { TokenKey } from './config/keys.ts'
import type { StyleName } from './styles.ts'
import type { VisitorState } from './visitor-state.ts'

/** The contract's capabilities: what a style can do at all. `/about` publishes them as `can`. */
export interface Capabilities {
  /** A copy of the credential is dead after sign-out, a new sign-in in its place, a password change. */
  revoke: boolean
  /** Every sign-in of a user can be ended at once. */
  endEverywhere: boolean
  /** The user can see and end their own sign-ins (ASVS 7.5.2). */
  listSessions: boolean
  /** A ban or a new role holds from the next request on (ASVS 8.3.2). */
  noticeAccountChanges: boolean
  /** A short-lived credential is renewed from a second, long-lived one. */
  refresh: boolean
}

/** What a style is given to work with; it reads no environment and opens no database by itself. */
export interface StyleContext {
  /** A cookie of this style: its name (`__Host-` over HTTPS) and the attributes it always bears. */
  cookie: { name: string; attributes: CookieAttributes }
  /** Issuer and audience of what the style signs: a name for this service, the same on every instance. */
  service: string
  /** `ES256` signs with a private key whose public half is published; `HS256` with a shared secret. */
  tokenAlgorithm: 'HS256' | 'ES256'
  /** Keys for a purpose of this style, newest first: 32 bytes as base64url (HKDF: no two signers share one). */
  keys(purpose: string): string[]
  /** Keys for tokens of the configured algorithm, newest first, each with its `kid` (RFC 7515 4.1.4). */
  tokenKeys(): [TokenKey, ...TokenKey[]]
  /** Where server-side state goes, as configured: `memory`, `file:DIR`, … */
  store: string
  /** No state lives longer than this without a write; stores may tidy up after it. */
  longestSeconds: number
  /** Most memory that `STORE=memory` may take for states. */
  memoryStoreBytes: number
  /** The index of users' sign-ins, shared by all instances. */
  signIns: SignInRegistry
}

/** What a style says of itself, whatever it is configured to (its `about.ts`). */
export interface About {
  /** The name of its folder under apps. */
  name: StyleName
  /** For headings of tables. */
  title: string
  /** Where its server listens unless `PORT` says otherwise. */
  port: number
  /** The style in one line, for people. */
  summary: string
  /** Completes "Your state is …". */
  whereStateIs: string
  stateKeptBy: 'client' | 'server'
  carriers: ('cookie' | 'bearer')[]
  /** Most bytes that `measure` may give: of cookies as sent, or of the stored JSON. */
  stateLimitBytes: number
  can: Capabilities
}

/** How a style remembers a visitor, with its library (its `style.ts`). */
export interface StyleVerbs {
  /** Names of every cookie that the style sets, a signature's too. */
  cookies: string[]
  /** The store's kind; none where the client keeps the state. */
  store?: string
  /** Public keys of tokens that others may check (RFC 7517 4); none where the key is a shared secret. */
  publicKeys?: object[]

  /** Puts the style's library into the part of the app whose routes know the visitor. */
  attach(app: FastifyInstance): Promise<void>
  /** Whom does this request say it comes from? Undefined when no live credential verifies (rule 5). */
  recall(request: FastifyRequest): Promise<VisitorState | undefined>
  /** Keep this state until the next request. Gives the token when the request's carrier is bearer. */
  remember(
    request: FastifyRequest,
    reply: FastifyReply,
    state: VisitorState,
  ): Promise<string | undefined>
  /** Remember under a fresh credential, in which the one held before has no part (rule 4). */
  renew: StyleVerbs['remember']
  /** End it: clear the credential, with the attributes it was set with (rule 1). */
  forget(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Bytes that this state takes as it is carried or stored. */
  measure(state: VisitorState): number
  /** Ends another sign-in of the index by the style's own handle; where `listSessions` or `endEverywhere`. */
  forgetElsewhere?(handle: string): Promise<void>
  /** Throws when what holds the state can't be reached. */
  ready?(): Promise<void>
  close?(): Promise<void>
}

/** A style whole, as the app knows it; mitigations are put around it. */
export interface AuthStyle extends About, StyleVerbs {}

export type CreateStyle = (context: StyleContext) => Promise<StyleVerbs>

/** What a style without server-side state can do of the contract's extras: nothing, and it says so. */
export const NOTHING_EXTRA: Capabilities = {
  revoke: false,
  endEverywhere: false,
  listSessions: false,
  noticeAccountChanges: false,
  refresh: false,
}

/** Browsers drop a cookie whose name and value take more octets than this (RFC 6265bis 5.6). */
export const BROWSER_COOKIE_LIMIT_BYTES = 4096
