import type { Exchange } from '../visitor/exchange.ts'
import type { Visitor } from '../visitor/visitor.ts'
import type { CaseContext } from './context.ts'
import { randomText } from './steps.ts'

/** Notes are added until a state is full; beyond this many the limit counts as out of reach. */
const MOST_NOTES = 300

/** A note big enough to need few of them, small enough for any body limit. */
const FIRST_CHARACTERS = 8192

/**
 * Adds notes until not one more character fits: the state is at the brim.
 * @returns the last refusal, 413 `state-too-large`
 */
export async function fillToTheBrim(context: CaseContext, visitor: Visitor): Promise<Exchange> {
  const { stateBytes } = context.about.limits
  let keptCharacters = 0
  let characters = Math.min(FIRST_CHARACTERS, Math.ceil(stateBytes / 4))
  for (let number = 0; number < MOST_NOTES; number += 1) {
    const text = randomText(characters)
    const exchange = await visitor.put(`/notes/fill-${number}`, { json: { text } })
    if (exchange.status !== 413) {
      context.given.status(exchange, [204, 413], `with ${characters} characters`)
      keptCharacters += characters
      // Six bits of chance in each character: no encoding makes them fewer bytes than this.
      const leastBytes = Math.floor((keptCharacters * 6) / 8)
      const fits = leastBytes <= stateBytes
      context.given.that(fits, 'notes kept', `at most ${stateBytes} bytes`, `over ${leastBytes}`)
      continue
    }
    const code = exchange.member('code')
    context.given.oneOf(code, ['state-too-large', 'body-too-large'], 'code of the 413')
    if (code === 'state-too-large' && characters === 1) return exchange
    characters = Math.max(1, Math.floor(characters / 2))
  }
  context.notJudged(`limits.stateBytes that ${MOST_NOTES} notes can reach`)
}
