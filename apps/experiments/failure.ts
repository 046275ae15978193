import type { Evidence } from './evidence.ts'
import type { Experiment } from './experiment.ts'

/** What a style can not do at all (contract, Capabilities): an answer like any other. */
const NOT_IMPLEMENTED = 501
const UNAVAILABLE = 503

/**
 * An answer that only says that the server fails. Nobody is known then, but nobody is signed out either, and
 * whoever asks "200 or not?" would take the one for the other. 503 is no such answer where the store was stopped,
 * or where it is what the experiment asks about.
 */
export function failureIn(
  { entries }: Evidence,
  { needs = [], asksForUnavailable = false }: Pick<Experiment, 'needs' | 'asksForUnavailable'>,
): string | undefined {
  const isUnavailableAsked = asksForUnavailable || needs.includes('stop-store')
  const isFailure = (status: number) =>
    status >= 500 && status !== NOT_IMPLEMENTED && !(status === UNAVAILABLE && isUnavailableAsked)
  const failed = entries.find(({ exchange }) => exchange && isFailure(exchange.status))?.exchange
  return failed && `the server failed: ${failed.name} was answered ${failed.status}`
}
