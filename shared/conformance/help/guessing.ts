import type { Exchange } from '../../visitor/exchange.ts'
import type { Credentials, RequestOptions } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import type { Target } from '../run/target.ts'

/** How a guesser guesses: for whom, from where, and how the request differs from a plain one. */
export interface Guessing {
  readonly username: string
  readonly localAddress?: string | undefined
  readonly options?: RequestOptions
  /** Makes the request of its body, where it is not JSON to /login. */
  readonly as?: (body: Credentials) => { readonly path?: string } & RequestOptions
}

/** More failures than this take too long to bring about, with a password hash for each. */
const MOST_FAILURES = 120

/** The failures that the server says it allows, unless they are too many to try. */
export function allowedFailures(
  context: CaseContext,
  of: 'accountAndAddress' | 'address' | 'account',
): number {
  const allowed = context.about.limits.signIn[of]
  if (allowed > MOST_FAILURES) context.notJudged(`limits.signIn.${of} of ${MOST_FAILURES} or less`)
  return allowed
}

let guesses = 0

/** One guess that is wrong, and each time another one. */
export function guess(context: CaseContext, { username, localAddress, options, as }: Guessing) {
  guesses += 1
  const body = { username, password: `wrong-guess-${guesses}` }
  const visitor = context.visitor(localAddress === undefined ? {} : { localAddress })
  const { path = '/login', ...request } = as?.(body) ?? { json: body }
  return context.notBusy(() => visitor.post(path, { ...request, ...options }))
}

/**
 * Guesses until the guesser is told to wait.
 * @param who one guesser for each guess, by its number from 0
 * @returns the 429, and how many failures were allowed before it
 */
async function guessUntilLimited(
  context: CaseContext,
  who: (number: number) => Guessing,
  allowed: number,
): Promise<{ failures: number; limited: Exchange | undefined }> {
  // One more than allowed, since a server may count the failure before or after it looks.
  for (let failures = 0; failures <= allowed + 1; failures += 1) {
    const exchange = await guess(context, who(failures))
    if (exchange.status === 429) return { failures, limited: exchange }
    context.given.problem(exchange, 401, 'invalid-credentials', `failure number ${failures + 1}`)
  }
  return { failures: allowed + 2, limited: undefined }
}

/** Requires the 429 after the failures that `GET /about` allows, not before and not much later. */
export async function expectLimited(
  context: CaseContext,
  who: (number: number) => Guessing,
  allowed: number,
): Promise<Exchange> {
  const { failures, limited } = await guessUntilLimited(context, who, allowed)
  const subject = 'failures that were answered 401 before the 429'
  if (limited === undefined) {
    context.expect.that(false, subject, String(allowed), `${failures} and still no 429`)
    throw new Error('unreachable')
  }
  context.expect.that(failures >= allowed, subject, String(allowed), String(failures))
  return limited
}

/**
 * Makes sure that the first user is let in from the case's own address, which nobody knows yet: else
 * the account's count from everywhere is full, by an earlier run say, and the case is not judged.
 */
export async function letIn(context: CaseContext): Promise<void> {
  await context.signIn(context.visitor())
}

/**
 * Requires that the first user is let in from the case's own address. Refused from one that nobody
 * knows as well, the account is full from everywhere, and the case is not judged.
 */
export async function expectLetIn(context: CaseContext, when: string): Promise<void> {
  const exchange = await context.notBusy(() => context.visitor().signIn(context.firstUser))
  if (exchange.status === 429) {
    await context.signIn(context.visitor({ localAddress: context.freshAddress() }))
  }
  context.expect.status(exchange, 200, when)
}

/** Seconds until the time that Retry-After tells, in either of its forms (RFC 9110 10.2.3); NaN without one. */
export function retryAfterSeconds(exchange: Exchange): number {
  const value = exchange.header('retry-after') ?? ''
  return /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
}

const limitedAddresses = new WeakMap<Target, Promise<string | undefined>>()

/**
 * An address from which the first user was guessed at up to the limit. The cases that need one
 * share it: failures for an account from everywhere are counted too, and runs that followed one
 * another would lock the user out for all.
 */
export function addressLimitedForFirstUser(context: CaseContext): Promise<string | undefined> {
  const known = limitedAddresses.get(context.target)
  const address = known ?? limit(context)
  limitedAddresses.set(context.target, address)
  return address
}

async function limit(context: CaseContext): Promise<string | undefined> {
  const { username } = context.firstUser
  const allowed = allowedFailures(context, 'accountAndAddress')
  await letIn(context)
  context.willFail({ firstUser: allowed + 1 })
  const localAddress = context.freshAddress()
  await expectLimited(context, () => ({ username, localAddress }), allowed)
  return localAddress
}
