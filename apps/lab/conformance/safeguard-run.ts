/** A safeguard taken out: the attack on the server with it, then without it, and what each of the two answered. */

import type { CaseResult } from '../../../shared/conformance/run/runner.ts'
import { paintFor } from '../../../shared/terminal/paint.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
// Types alone: the catalogue and what patches the product are loaded on first use.
import type { Guarded } from '../../faults/safeguards.ts'

export interface Outcome {
  readonly with: Told
  readonly without: Told
  /** The attack fails with it, and works without it. */
  readonly isShown: boolean
  /** Exchanges left out, in front and behind. */
  readonly before: number
  readonly after: number
  readonly steps: readonly Step[]
}

export interface Step {
  readonly name: string
  readonly status: number
  readonly text: string
  /** What the server with the safeguard answered, at the first step where that is something else. */
  readonly instead: string | null
}

interface Told extends Pick<CaseResult, 'verdict' | 'reason'> {
  readonly failure: NonNullable<CaseResult['failure']> | null
}

/** @param onStep what begins, for who watches */
export async function takeOut(
  fault: Guarded,
  stop: AbortSignal,
  onStep: (text: string) => void,
): Promise<Outcome> {
  const { attackedWithIt, attackedWithoutIt } = await import('../../faults/safeguards.ts')
  const { excerpt, stepText } = await import('../../faults/transcript.ts')
  const plain = (exchange: Exchange, mark = '') => stepText(exchange, paintFor(false), mark)
  onStep('The attack on the server as it is.')
  const sound = await attackedWithIt(fault, stop)
  onStep(`The attack on the server without ${fault.safeguard}.`)
  const faulty = await attackedWithoutIt(fault, stop)
  const { before, steps, after } = excerpt(faulty.exchanges, sound.exchanges)
  return {
    with: told(sound),
    without: told(faulty),
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

function told({ verdict, reason, failure }: CaseResult): Told {
  return { verdict, reason, failure: failure ?? null }
}
