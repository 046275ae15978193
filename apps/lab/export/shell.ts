/** Texts as a shell takes them for nothing but themselves. */
import { quoted } from '../../../shared/reports/curl.ts'

/** Every line of it, so that no text ends its comment; and nothing in it that moves a cursor or turns a line around. */
export function commented(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replace(/\p{C}/gu, ' '))
  return lines.map((line) => `# ${line}`.trimEnd())
}

/** Bare where a shell sees nothing in it. */
export function word(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : quoted(text)
}

/** Nothing to look at, or it turns a line around: but for the ends of lines of a note. */
const UNSEEN = /[^\P{C}\n\t]|[\u2028\u2029]/u

/** As bash spells bytes that a reader would not see, whatever its locale (its manual, 3.1.2.4). */
function escaped(text: string): string {
  const spelt = Array.from(text, (each) => {
    if (each === '\\' || each === "'") return `\\${each}`
    if (!UNSEEN.test(each)) return each
    return [...Buffer.from(each)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  })
  return `$'${spelt.join('')}'`
}

/** A letter or digit, so often that nobody would read on. */
const LONG_RUN = /([A-Za-z0-9])\1{999,}/g

/** Quoted; a long run of one letter is made where it is needed. */
export function argument(text: string): string {
  if (UNSEEN.test(text)) return escaped(text)
  let at = 0
  let made = ''
  for (const { 0: run, 1: letter, index } of text.matchAll(LONG_RUN)) {
    made += `${quoted(text.slice(at, index))}"$(repeated ${letter} ${run.length})"`
    at = index + run.length
  }
  return at < text.length || made === '' ? made + quoted(text.slice(at)) : made
}
