import { randomBytes } from 'node:crypto'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import type { Person } from '../person.ts'

/** Six bits of chance in each character, so that no encoding makes less of it. */
export function noteOf(characters: number): string {
  return randomBytes(characters).toString('base64url').slice(0, characters)
}

interface Filled {
  /** Of all notes that were said to be kept. */
  readonly keptCharacters: number
  /** The answer to the last note. */
  readonly last: Exchange
}

/** Writes notes until the state is full, each half as long once one was too large; or until something else is answered. */
export async function fill(
  person: Person,
  { firstCharacters = 8000, leastCharacters = 64, mostCharacters = Number.POSITIVE_INFINITY } = {},
): Promise<Filled> {
  let keptCharacters = 0
  let characters = firstCharacters
  for (let number = 0; ; number += 1) {
    const last = await person.put(`/notes/note-${number}`, { json: { text: noteOf(characters) } })
    if (last.status === 204) keptCharacters += characters
    else characters = Math.floor(characters / 2)
    const isOver = keptCharacters >= mostCharacters || characters < leastCharacters
    if (isOver || (last.status !== 204 && last.status !== 413)) return { keptCharacters, last }
  }
}
