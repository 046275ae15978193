import { closestMatch } from 'leven'

/** Beyond this share of a word's letters, what is nearest to it is another word, not a slip. */
const MOST_WRONG = 1 / 3

/** What someone meant who typed a word that is not known; undefined where nothing comes near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return closestMatch(word, known, { maxDistance: Math.ceil(word.length * MOST_WRONG) })
}

/** The sentence for a name on a command line that nothing has, with what was probably meant. */
export function noSuch(kind: string, word: string, known: readonly string[]): string {
  const meant = nearest(word, known)
  const hint = meant === undefined ? 'see --list.' : `did you mean "${meant}"?`
  return `There is no ${kind} "${word}"; ${hint}`
}
