import { setMaxListeners } from 'node:events'
import { brief } from '../../reports/exchange.ts'
import type { Exchange } from '../../visitor/exchange.ts'
import { VisitError } from '../../visitor/send.ts'
import { type ConformanceCase, groupOf } from '../case.ts'
import { CaseContext, isBusy, NotApplicable, NotJudged } from '../context.ts'
import { ExpectationFailed } from '../expect.ts'
import { ROOM_FOR_FAILURES } from '../help/failures.ts'
import { printable } from '../help/show.ts'
import { NEEDS, outlastsCases } from './needs.ts'
import type { Target } from './target.ts'
import { type Turns, turnsFor } from './turns.ts'
import { accountsAt, holdUser } from './user-lock.ts'
import { Watch } from './watch.ts'
import { after, whileActive } from './while-active.ts'

/**
 * `not-applicable`: the server does not claim it. `not-judged`: it can't be seen with what was
 * brought. `error`: the suite itself is at fault, so nothing is known of the server.
 */
export type Verdict = 'pass' | 'fail' | 'not-applicable' | 'not-judged' | 'error'

export interface CaseResult {
  readonly case: ConformanceCase
  readonly verdict: Verdict
  /** Why, in words, for every verdict but pass. */
  readonly reason: string
  /** For a failed expectation: what was looked at, asked for, and there instead. */
  readonly failure?: { readonly subject: string; readonly expected: string; readonly seen: string }
  /** Long bodies in them are cut once the case is over. */
  readonly exchanges: readonly Exchange[]
  readonly milliseconds: number
  /** The run was given up before this case came to an end. */
  readonly givenUp?: true
}

export interface RunOptions {
  /** Cases under way at the same time. */
  readonly concurrency?: number
  readonly onBegin?: (each: ConformanceCase) => void
  readonly onResult?: (result: CaseResult) => void
  /**
   * Names the accounts that the second user is one of, where the server at this address shares them
   * with no other: then its cases wait for none but their own (see user-lock.ts).
   */
  readonly accounts?: string
  /** Where several servers are judged at once. */
  readonly turns?: Turns
  /** When aborted, no further case begins; those under way put back what they changed. */
  readonly stop?: AbortSignal
}

const CONCURRENCY = 6
/** For a case to receive its next answer, or to end; what an answer may take is bounded apart (see patience.ts). */
const IDLE_LIMIT_SECONDS = 60
/** A server that takes longer for a sign-in is asked less at once, and given more time. */
const QUICK_SIGN_IN_MS = 150
/** For a case that was given up to put back what it changed. */
const LEAVING_SECONDS = 20

/** Runs the cases and answers with their results, in the order of the cases. */
export async function runCases(
  target: Target,
  cases: readonly ConformanceCase[],
  options: RunOptions = {},
): Promise<CaseResult[]> {
  const results = new Map<ConformanceCase, CaseResult>()
  const pace = paceOf(target)
  const watch = new Watch(target, options.stop, pace)
  const runOne = async (each: ConformanceCase) => {
    if (!(await watch.goesOn())) return
    options.onBegin?.(each)
    const result = await runCase(target, each, watch.signal, options.accounts)
    // What was broken off says nothing.
    if (watch.signal.aborted) return
    results.set(each, result)
    options.onResult?.(result)
  }
  const together = cases.filter((each) => !each.alone)
  const concurrency = Math.max(1, Math.floor((options.concurrency ?? CONCURRENCY) / pace))
  const [inTurn, free] = split(together, (each) => each.uses === 'second-user')
  const [slow, quick] = split(free, (each) => each.slow === true)
  // The cases that have the second user to themselves wait for one another: one lane is enough.
  await Promise.all([
    lane(split(inTurn, (each) => each.slow === true).flat(), runOne),
    ...lanes(concurrency, [...quick], runOne),
    // What they wait for is time, unless the server is slow itself.
    ...lanes(pace > 1 ? concurrency : slow.length, [...slow], runOne),
  ])
  const alone = cases.filter((each) => each.alone)
  await (options.turns ?? turnsFor(1)).alone(() => lane(alone, runOne))
  watch.end()
  const { givenUpFor } = watch
  return cases.flatMap((each) => {
    return results.get(each) ?? (givenUpFor === undefined ? [] : givenUp(each, givenUpFor))
  })
}

function givenUp(each: ConformanceCase, reason: string): CaseResult {
  return {
    case: each,
    verdict: 'not-judged',
    reason,
    exchanges: [],
    milliseconds: 0,
    givenUp: true,
  }
}

/** Runs one case with visitors of its own. Never rejects: whatever happens is a verdict. */
async function runCase(
  target: Target,
  each: ConformanceCase,
  stop: AbortSignal,
  accounts: string = accountsAt(target.connectAddress),
): Promise<CaseResult> {
  let startedMs = performance.now()
  const finish = (outcome: Outcome, exchanges: readonly Exchange[] = []): CaseResult => {
    const milliseconds = performance.now() - startedMs
    return { case: each, ...outcome, exchanges: exchanges.map(brief), milliseconds }
  }
  const applies = each.appliesTo?.(target.about) ?? true
  if (applies !== true) return finish({ verdict: 'not-applicable', reason: applies })
  const unmet = each.needs?.find((need) => !NEEDS[need].met(target))
  if (unmet !== undefined) return finish({ verdict: 'not-judged', reason: NEEDS[unmet].wouldAllow })
  let release = async () => {}
  try {
    if (each.uses === 'second-user') {
      release = await holdUser(accounts, target.secondUser.username, stop)
      startedMs = performance.now()
    }
    const controller = new AbortController()
    const signal = AbortSignal.any([controller.signal, stop])
    // One listener for each request under way; a case may have many at once.
    setMaxListeners(0, signal)
    const ownAddress = each.needs?.includes('source-addresses') ?? false
    const context = new CaseContext(target, signal, ownAddress)
    const limitSeconds = IDLE_LIMIT_SECONDS * paceOf(target)
    const running = attempt(each, context)
    const outcome = await whileActive(running, () => context.journal.length, limitSeconds)
    if (outcome === undefined) {
      controller.abort()
      await Promise.race([running, after(LEAVING_SECONDS)])
    }
    await context.leave()
    return unlessOutlasted(finish(outcome ?? tooSlow(limitSeconds), context.journal), target)
  } catch (error) {
    return finish({ verdict: 'error', reason: `the suite failed: ${String(error)}` })
  } finally {
    await release()
  }
}

/**
 * A failure is none where the sign-ins are short-lived and the case took long enough to outlast
 * them, on a busy machine say: it may have seen an end that was due. Cases that are about that end
 * say so by their needs, and wait for it on purpose.
 */
function unlessOutlasted(result: CaseResult, target: Target): CaseResult {
  const { idleSeconds, absoluteSeconds } = target.about.lifetime
  const halfMs = (Math.min(idleSeconds, absoluteSeconds) * 1000) / 2
  const isAboutTimes = result.case.needs?.some((need) => need.startsWith('short-')) ?? false
  const outlasted = !outlastsCases(target.about) && result.milliseconds > halfMs
  // An answer that never came is no end of a sign-in.
  const isSilence = result.failure?.subject === SILENCE
  if (result.verdict !== 'fail' || isAboutTimes || isSilence || !outlasted) return result
  const { failure: _, ...rest } = result
  return { ...rest, verdict: 'not-judged', reason: NEEDS['long-times'].wouldAllow }
}

/** How many times slower than a quick server this one signs in; never less than 1. */
function paceOf({ signInMs = 0 }: Target): number {
  return Math.max(1, signInMs / QUICK_SIGN_IN_MS)
}

/** The subject of a failure where there was nothing to look at. */
const SILENCE = 'the exchange'

type Outcome = Pick<CaseResult, 'verdict' | 'reason' | 'failure'>

async function attempt(each: ConformanceCase, context: CaseContext): Promise<Outcome> {
  try {
    await each.run(context)
  } catch (error) {
    const wouldAllow = inItsRight(each, error)
    return wouldAllow ? { verdict: 'not-judged', reason: wouldAllow } : outcomeOf(error)
  }
  if (context.expect.count > 0) return { verdict: 'pass', reason: '' }
  // A case that looked at nothing has shown nothing, and must never count as passed.
  return { verdict: 'error', reason: 'the suite failed: the case made no assertion' }
}

/**
 * What would have to be otherwise where the server refused in its right (contract rule 8): a 429 that
 * the case did not ask for, since failures were counted before, by this run or another; or a 503
 * `busy` time after time. Whether a 429 comes when it should, the cases of its group judge.
 */
function inItsRight(each: ConformanceCase, error: unknown): string | undefined {
  const exchange = error instanceof ExpectationFailed ? error.exchange : undefined
  if (exchange === undefined) return undefined
  if (exchange.status === 429 && groupOf(each) !== 'throttle') return ROOM_FOR_FAILURES
  return isBusy(exchange) ? 'a server that is less busy' : undefined
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof NotJudged) return { verdict: 'not-judged', reason: error.message }
  if (error instanceof NotApplicable) return { verdict: 'not-applicable', reason: error.message }
  if (error instanceof ExpectationFailed) {
    const { subject, expected, seen } = error
    return { verdict: 'fail', reason: error.message, failure: { subject, expected, seen } }
  }
  if (error instanceof VisitError) {
    const seen = printable(error.message)
    const failure = { subject: SILENCE, expected: 'a whole answer', seen }
    return { verdict: 'fail', reason: seen, failure }
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { verdict: 'error', reason: `the suite failed: ${text}` }
}

function tooSlow(seconds: number): Outcome {
  const reason = `a quicker server, or a machine that is less busy (${seconds} seconds passed without an answer)`
  return { verdict: 'not-judged', reason }
}

function split<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))]
}

/** As many lanes as asked for, which take from one queue. */
function lanes<Item>(count: number, queue: Item[], work: (item: Item) => Promise<void>) {
  return Array.from({ length: count }, () => lane(queue, work))
}

async function lane<Item>(queue: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next)
}
