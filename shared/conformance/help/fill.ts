import type { Exchange } from '../../visitor/exchange.ts'
import type { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { type Note, randomText } from './steps.ts'

/** Notes are added until a state is full; beyond this many the limit counts as out of reach. */
const MOST_NOTES = 300

/** A note big enough to need few of them, small enough for any body limit. */
const FIRST_CHARACTERS = 8192

/** Beside its text a note takes its name and some punctuation, in whatever form: less than this. */
const NOTE_BYTES = 256

/**
 * Adds notes until none fits, and then characters to the last of them until not one more fits: the
 * state is at the brim.
 * @returns the last refusal, 413 `state-too-large`
 */
export async function fillToTheBrim(context: CaseContext, visitor: Visitor): Promise<Exchange> {
  const { stateBytes } = context.about.limits
  let keptCharacters = 0
  let last = { name: '', text: '' }
  let characters = Math.min(FIRST_CHARACTERS, Math.ceil(stateBytes / 4))
  for (let number = 0; number < MOST_NOTES; number += 1) {
    const note = { name: `fill-${number}`, text: randomText(characters) }
    const exchange = await put(visitor, note)
    if (exchange.status !== 413) {
      last = note
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
    if (code === 'state-too-large' && characters === 1) return lengthened(context, visitor, last)
    characters = Math.max(1, Math.floor(characters / 2))
  }
  context.notJudged(`limits.stateBytes that ${MOST_NOTES} notes can reach`)
}

function put(visitor: Visitor, { name, text }: Note): Promise<Exchange> {
  return visitor.put(`/notes/${name}`, { json: { text } })
}

async function lengthened(context: CaseContext, visitor: Visitor, note: Note): Promise<Exchange> {
  for (let more = 1; more <= NOTE_BYTES; more += 1) {
    const exchange = await put(visitor, { ...note, text: note.text + randomText(more) })
    if (exchange.status === 413) return exchange
    context.given.status(exchange, [204, 413], `with ${more} more characters`)
  }
  return context.notJudged('limits.stateBytes that notes can reach')
}
