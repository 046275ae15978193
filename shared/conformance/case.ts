import type { CaseContext } from './context.ts'
import type { About } from './help/about.ts'
import type { Need } from './run/needs.ts'

/** MUST decides the verdict on the server; SHOULD and INFO are reported beside it. */
export type Level = 'MUST' | 'SHOULD' | 'INFO'

/** One thing that the contract asks, and how to see from outside whether a server does it. */
export interface ConformanceCase {
  /** Stable: `group.what`, in kebab case. */
  readonly id: string
  /** One sentence, present tense: what holds for a server that conforms. */
  readonly requirement: string
  readonly level: Level
  readonly references: readonly string[]
  /** What has to be brought, without which the case is not judged (contract rule 16). */
  readonly needs?: readonly Need[]
  /** True, or the reason why this server does not claim what the case is about. */
  readonly appliesTo?: (about: About) => true | string
  /**
   * The case changes the second user's password, ends all of that user's sign-ins, or depends on
   * nobody doing so: it has this user for itself, see user-lock.ts. The first user is everybody's
   * at once, and no case does anything to it that others could notice.
   */
  readonly uses?: 'second-user'
  /** Times are compared: nothing else of this run may be under way. */
  readonly alone?: boolean
  /** Takes seconds by its nature: begun first, so that it runs beside the others. */
  readonly slow?: boolean
  readonly run: (context: CaseContext) => Promise<void>
}

/** What stands before the last dot: `login`, and `core.sign-in` for a case of the core profile. */
export function groupOf(conformanceCase: Pick<ConformanceCase, 'id'>): string {
  return conformanceCase.id.replace(/\.[^.]*$/, '')
}

/** For `appliesTo`: the case is about a capability that the server must claim. */
export function claims(...capabilities: (keyof About['can'])[]): (about: About) => true | string {
  return (about) => {
    const missing = capabilities.find((each) => !about.can[each])
    return missing === undefined ? true : `the server declares can.${missing} false`
  }
}

/** For `appliesTo`: the case is about bearer tokens. */
export function carriesBearer(about: About): true | string {
  return about.carriers.includes('bearer') || 'the server declares no carrier "bearer"'
}
