/** A fault tried: the case that catches it on the server as it is, then on the faulty one, and what each of the two answered. */
import type { CaseResult } from '../../../shared/conformance/run/runner.ts'
import { paintFor } from '../../../shared/terminal/paint.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
// Types alone: what patches the product needs a compiler (esbuild), and is loaded on first use.
import type { Fault } from '../../faults/fault.ts'

export interface Outcome {
  readonly sound: Judged
  readonly faulty: Judged
  /** The case passes at the server as it is, and fails at the faulty one. */
  readonly isShown: boolean
  /** Exchanges left out, in front and behind. */
  readonly before: number
  readonly after: number
  readonly steps: readonly Step[]
}

interface Step {
  readonly name: string
  readonly status: number
  readonly text: string
  /** What the server as it is answered, at the first step where that is something else. */
  readonly instead: string | null
}

interface Judged extends Pick<CaseResult, 'verdict' | 'reason'> {
  readonly failure: NonNullable<CaseResult['failure']> | null
}

/** @param onStep what begins, for who watches */
export async function tryFault(
  fault: Fault,
  stop: AbortSignal,
  onStep: (text: string) => void,
): Promise<Outcome> {
  const { attackedWithIt, attackedWithoutIt } = await import('../../faults/safeguards.ts')
  const { excerpt, stepText } = await import('../../faults/transcript.ts')
  const plain = (exchange: Exchange, mark = '') => stepText(exchange, paintFor(false), mark)
  onStep(`${fault.caughtBy} at the server as it is.`)
  const sound = await attackedWithIt(fault, stop)
  onStep(`${fault.caughtBy} at the faulty server.`)
  const faulty = await attackedWithoutIt(fault, stop)
  const { before, steps, after } = excerpt(faulty.exchanges, sound.exchanges)
  return {
    sound: judged(sound),
    faulty: judged(faulty),
    isShown: sound.verdict === 'pass' && faulty.verdict === 'fail',
    before,
    after,
    steps: steps.map(({ exchange, sound: other, differs }) => ({
      name: exchange.name,
      status: exchange.status,
      text: plain(exchange, differs ? ' ' : ''),
      instead: differs && other !== undefined ? plain(other, ' ') : null,
    })),
  }
}

function judged({ verdict, reason, failure }: CaseResult): Judged {
  return { verdict, reason, failure: failure ?? null }
}
