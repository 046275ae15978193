/** The configuration of one server, read from the environment and checked as a whole. */
import { join } from 'node:path'
import { Ajv } from 'ajv'
import ipaddr from 'ipaddr.js'
import type { Static, TSchema } from 'typebox'
import type { SignInLimits } from '../accounts/throttle.ts'
import type { AccountCheck } from '../mitigations/account-check.ts'
import type { Lifetime } from '../visitor-state.ts'
import { loadSecrets } from './secrets.ts'
import { SettingError } from './setting-error.ts'
import { SETTINGS } from './settings.ts'

export interface Config {
  production: boolean
  host: string
  port: number
  publicOrigin: string | undefined
  https: boolean
  trustedProxies: string[]
  lifetime: Lifetime
  secrets: string[]
  store: string
  memoryStoreBytes: number
  accountsUrl: string
  tokenAlgorithm: 'HS256' | 'ES256'
  bearerOrigins: string[]
  /** What is put around the style, as experiments compare it (shared/mitigations). */
  remedies: {
    revocation: 'none' | 'denylist'
    accountCheck: 'never' | AccountCheck
    /** Undefined without a refresh token. */
    accessSeconds: number | undefined
    encryption: boolean
  }
  signInLimits: SignInLimits
  logLevel: string
}

/** @throws SettingError for the first setting that can't be used */
export function loadConfig(defaultPort: number, environment = process.env): Config {
  const settings = checked(environment)
  const production = settings.NODE_ENV === 'production'
  if (production && settings.PUBLIC_ORIGIN === undefined) {
    throw new SettingError('PUBLIC_ORIGIN must be set in production: the origin that visitors see.')
  }
  const publicOrigin = settings.PUBLIC_ORIGIN && originOf('PUBLIC_ORIGIN', settings.PUBLIC_ORIGIN)
  const config: Config = {
    production,
    host: settings.HOST,
    port: settings.PORT ?? defaultPort,
    publicOrigin,
    https: publicOrigin?.startsWith('https:') ?? false,
    trustedProxies: list(settings.TRUST_PROXY).map(proxyAddress),
    lifetime: { idleSeconds: settings.IDLE_SECONDS, absoluteSeconds: settings.ABSOLUTE_SECONDS },
    secrets: loadSecrets(settings, production),
    store: settings.STORE,
    memoryStoreBytes: settings.MEMORY_STORE_MEBIBYTES * 1024 * 1024,
    accountsUrl: settings.ACCOUNTS_URL || `file:${join(settings.DATA_DIR, 'accounts.db')}`,
    tokenAlgorithm: settings.JWT_ALGORITHM,
    bearerOrigins: list(settings.BEARER_ORIGINS).map((origin) =>
      originOf('BEARER_ORIGINS', origin),
    ),
    remedies: {
      revocation: settings.REVOCATION,
      accountCheck: settings.ACCOUNT_CHECK,
      accessSeconds: settings.REFRESH === 'on' ? settings.ACCESS_SECONDS : undefined,
      encryption: settings.STATE_ENCRYPTION === 'on',
    },
    signInLimits: {
      windowSeconds: settings.SIGN_IN_WINDOW_SECONDS,
      accountAndAddress: settings.SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS,
      address: settings.SIGN_IN_FAILURES_ADDRESS,
      account: settings.SIGN_IN_FAILURES_ACCOUNT,
    },
    logLevel: settings.LOG_LEVEL,
  }
  refuseLockout(config.signInLimits)
  return config
}

type Settings = Static<typeof SETTINGS>

function checked(environment: NodeJS.ProcessEnv): Settings {
  // An empty variable is one that was not set: `PORT= npm start` is a common slip.
  const data: unknown = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== ''),
  )
  // What env-schema does, without the check of the schema itself, which takes 0.1 s of each start.
  const ajv = new Ajv({
    coerceTypes: true,
    useDefaults: true,
    removeAdditional: 'all',
    meta: false,
    validateSchema: false,
  })
  const check = ajv.compile<Settings>(SETTINGS)
  if (check(data)) return data
  const [first] = check.errors ?? []
  if (first === undefined) throw new SettingError('A setting is wrong.')
  const name = first.instancePath.slice(1)
  throw new SettingError(`${name} must be ${expected(SETTINGS.properties[name as SettingName])}.`)
}

type SettingName = keyof typeof SETTINGS.properties

/** What a setting takes, in words: a validator's would be its own ("must be >= 0"). */
function expected(
  schema: TSchema & { enum?: string[]; minimum?: number; maximum?: number },
): string {
  const { enum: values, minimum, maximum } = schema
  if (values !== undefined) return `one of ${values.join(', ')}`
  return `a whole number from ${minimum} to ${maximum}`
}

function list(value: string): string[] {
  return value.split(',').flatMap((item) => item.trim() || [])
}

/** An origin and nothing more: a path that is dropped in silence would be a surprise. */
function originOf(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const isHttp = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (isHttp && url.href === `${url.origin}/`) return url.origin
  throw new SettingError(`${name} must be an origin such as https://example.org, without a path.`)
}

function proxyAddress(value: string): string {
  if (ipaddr.isValid(value) || ipaddr.isValidCIDR(value)) return value
  throw new SettingError('TRUST_PROXY must list addresses or networks, such as 10.0.0.0/8.')
}

/** No one address may reach the count by which an owner is shut out (contract, rule 8; ASVS 6.1.1). */
function refuseLockout(limits: SignInLimits): void {
  if (limits.account > 2 * limits.accountAndAddress) return
  throw new SettingError(
    'SIGN_IN_FAILURES_ACCOUNT must be more than twice SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS, or one stranger could lock an owner out.',
  )
}
