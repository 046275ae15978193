import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../visitor/exchange.ts'
import { printable, show } from './help/show.ts'

/** What was looked at, what the rule asks for, and what was there instead. No secrets in it. */
export class ExpectationFailed extends Error {
  override readonly name = 'ExpectationFailed'
  readonly subject: string
  readonly expected: string
  readonly seen: string
  /** The answer whose status it was, where it was about a status. */
  readonly exchange: Exchange | undefined

  constructor(subject: string, expected: string, seen: string, exchange?: Exchange) {
    super(`${subject}: expected ${expected}, saw ${seen}`)
    this.subject = subject
    this.expected = expected
    this.seen = seen
    this.exchange = exchange
  }
}

/** No member or header has to be longer; and over much of one letter a pattern may take minutes. */
const MOST_MATCHED = 10_000

/**
 * The assertions of one case. They are counted, since a case that asserted nothing has shown
 * nothing. Two sets exist: `expect`, whose count matters, and `given`, for what a case needs to
 * have happened before it can ask its question.
 */
export class Expect {
  count = 0
  /** Texts that no message may hold, such as passwords. */
  readonly secrets: Set<string>

  constructor(secrets: Set<string>) {
    this.secrets = secrets
  }

  /** @param expected completes "expected …" */
  that(
    holds: boolean,
    subject: string,
    expected: string,
    seen: unknown,
    exchange?: Exchange,
  ): void {
    this.count += 1
    const shown = typeof seen === 'string' ? seen : show(seen)
    if (!holds) this.#fail(subject, expected, shown, exchange)
  }

  /** The same value, member by member; the order of members does not matter. */
  equal(seen: unknown, wanted: unknown, subject: string): void {
    this.that(isDeepStrictEqual(seen, wanted), subject, show(wanted), show(seen))
  }

  oneOf(seen: unknown, wanted: readonly unknown[], subject: string): void {
    this.that(wanted.includes(seen), subject, wanted.map(show).join(' or '), show(seen))
  }

  match(seen: unknown, pattern: RegExp, subject: string): void {
    const isShort = typeof seen === 'string' && seen.length <= MOST_MATCHED
    const matches = isShort && pattern.test(seen)
    this.that(matches, subject, `text like ${pattern}`, show(seen))
  }

  /** @param when what was sent, where the name of the exchange alone does not tell it */
  status(exchange: Exchange, wanted: number | readonly number[], when = ''): void {
    const statuses = [wanted].flat()
    const subject = when === '' ? exchange.name : `${exchange.name} ${when}`
    const code = exchange.member('code')
    const seen = `status ${exchange.status}${code === undefined ? '' : ` ${show(code)}`}`
    const expected = `status ${statuses.join(' or ')}`
    this.that(statuses.includes(exchange.status), subject, expected, seen, exchange)
  }

  /** Nothing of a kind that the text should not hold. */
  lacks(text: string, pattern: RegExp, subject: string): void {
    const found = pattern.exec(text)?.[0]
    this.that(found === undefined, subject, 'nothing like it', show(found))
  }

  /** A problem with this status and code (contract, Words). */
  problem(exchange: Exchange, status: number, code: string, when = ''): void {
    this.status(exchange, status, when)
    const subject = `code of ${exchange.name} ${when}`.trim()
    this.equal(exchange.member('code'), code, subject)
  }

  #fail(subject: string, expected: string, seen: string, exchange?: Exchange): never {
    const hide = (text: string) => {
      let hidden = text
      for (const secret of this.secrets)
        hidden = hidden.replaceAll(secret, `${secret.slice(0, 2)}…`)
      return printable(hidden)
    }
    throw new ExpectationFailed(hide(subject), hide(expected), hide(seen), exchange)
  }
}
