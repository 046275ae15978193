import { show } from './show.ts'

/** What a server says of itself in `GET /about` (contract, Routes). */
export interface About {
  readonly style: string
  readonly version: string
  readonly carriers: readonly string[]
  readonly cookies: readonly string[]
  readonly stateKeptBy: string
  readonly store: unknown
  readonly limits: { readonly stateBytes: number; readonly signIn: SignInLimits }
  readonly lifetime: { readonly idleSeconds: number; readonly absoluteSeconds: number }
  readonly can: Readonly<Record<Capability, boolean>>
}

/** Failures allowed within `windowSeconds` (contract rule 8). */
interface SignInLimits {
  readonly windowSeconds: number
  readonly accountAndAddress: number
  readonly address: number
  readonly account: number
}

/** A token (RFC 9110 5.6.2), short enough for a cookie to hold something besides (RFC 6265bis 4.1.1). */
const COOKIE_NAME = /^[\w!#$%&'*+.^`|~-]{1,1024}$/

const CAPABILITIES = [
  'revoke',
  'endEverywhere',
  'listSessions',
  'noticeAccountChanges',
  'refresh',
] as const

export type Capability = (typeof CAPABILITIES)[number]

/**
 * What keeps the suite from judging by this answer at all, in words; undefined when it can go on.
 * It asks for no more than the suite itself needs: the cases of the group `about` judge the rest.
 */
export function unusable(value: unknown): string | undefined {
  const about = record(value)
  if (about === undefined) return 'GET /about is no JSON object'
  const version = show(about.version)
  if (about.version !== '1') return `GET /about names contract version ${version}, not "1"`
  if (typeof about.style !== 'string') return 'style in GET /about is no text'
  if (!isStrings(about.cookies)) return 'cookies in GET /about is no list of names'
  const noName = about.cookies.find((each) => !COOKIE_NAME.test(each))
  if (noName !== undefined)
    return `cookies in GET /about names ${show(noName)}, which no cookie can have`
  if (!isStrings(about.carriers)) return 'carriers in GET /about is no list of names'
  const limits = record(about.limits)
  const numbers = {
    'lifetime.idleSeconds': record(about.lifetime)?.idleSeconds,
    'lifetime.absoluteSeconds': record(about.lifetime)?.absoluteSeconds,
    'limits.stateBytes': limits?.stateBytes,
    'limits.signIn.windowSeconds': record(limits?.signIn)?.windowSeconds,
    'limits.signIn.accountAndAddress': record(limits?.signIn)?.accountAndAddress,
    'limits.signIn.address': record(limits?.signIn)?.address,
    'limits.signIn.account': record(limits?.signIn)?.account,
  }
  for (const [name, number] of Object.entries(numbers)) {
    if (!(typeof number === 'number' && number >= 1 && Number.isFinite(number))) {
      return `${name} in GET /about is no number of 1 or more`
    }
  }
  const missing = CAPABILITIES.find((each) => typeof record(about.can)?.[each] !== 'boolean')
  return missing === undefined
    ? undefined
    : `can.${missing} in GET /about is neither true nor false`
}

export function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
