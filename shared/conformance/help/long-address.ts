import { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import type { Target } from '../run/target.ts'

/** Beyond all measure, and in the head that HTTP parsers take by default; the shorter ones for those that take less. */
const CHARACTERS = [15_000, 7_500, 3_750]

const known = new WeakMap<Target, Promise<string | undefined>>()

/**
 * An address that is too long for the server and short enough for its HTTP parser: what that one
 * refuses, with 431 or by closing the connection, the server never sees (contract rule 9). The case is
 * not judged where there is none.
 */
export async function longAddress(context: CaseContext): Promise<string> {
  return (await longAddressIfAny(context)) ?? context.notJudged(NO_ADDRESS)
}

export function longAddressIfAny(context: CaseContext): Promise<string | undefined> {
  const found = known.get(context.target) ?? find(context)
  known.set(context.target, found)
  return found
}

const NO_ADDRESS = 'an HTTP parser that takes a longer head than the server takes addresses'

async function find(context: CaseContext): Promise<string | undefined> {
  for (const characters of CHARACTERS) {
    const address = `/${'x'.repeat(characters - 1)}`
    // Beside the case's own journal: what a parser answers is not the server's to be judged by.
    const visitor = new Visitor({ ...context.way(), localAddress: context.localAddress })
    const status = await visitor
      .get(address)
      .then((exchange) => exchange.status)
      .catch(() => 431)
    // The longest has to be refused by one or the other, and is handed out for that to be judged.
    if (status === 414 || (characters === CHARACTERS[0] && status !== 431)) return address
  }
  return undefined
}
