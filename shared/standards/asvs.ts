/**
 * OWASP ASVS 5.0, the chapters on sessions, tokens, cookies and logins: what each requirement asks, in our
 * words, and what each style answers. What shows it is not said here: the cases and experiments cite the ids.
 */
import type { About } from '../auth-style.ts'

/**
 * `yes`: the style does it as it is. `part`: not all that is asked. `remedy`: with something around it that keeps state on the server.
 * `no`: not while it is this style. `none`: does not apply. `out`: not what this project is about.
 */
export type Answer = 'yes' | 'part' | 'remedy' | 'no' | 'none' | 'out'

/** The answer, and how, in a sentence or less. */
export type Said = readonly [answer: Answer, how: string]

export interface Requirement {
  /** As the standard numbers it: chapter, section, requirement. */
  readonly id: string
  /** 1 is what every application should meet, 3 what the most sensitive ones should. */
  readonly level: 1 | 2 | 3
  readonly asks: string
  /** One answer for all styles; or one of those whose state this one keeps, and of a style where it differs. */
  readonly answer: Said | Readonly<Partial<Record<About['stateKeptBy'] | About['name'], Said>>>
}

/** An answer of the styles whose state the client keeps, and one of those whose state the server keeps. */
export function byKeeper(client: Said, server: Said): Requirement['answer'] {
  return { client, server }
}
