/** A deliberately faulty variant of a server: what is changed, what it costs, which case catches it. */
import type { StyleName } from '../../shared/styles.ts'

/** One piece of the product, replaced when Node loads it; the files themselves stay as they are. */
export interface Patch {
  /** From the project's root. */
  readonly file: string
  /** Text that stands in the file once; white space at the ends of lines does not count. */
  readonly find: string
  readonly put: string
}

export interface Fault {
  /** Stable: `group.what`, in kebab case; the group is one of the suite, a folder of catalogue/ and a heading of docs/faults. */
  readonly id: string
  /** What is wrong, in one sentence: "The session cookie can be read by scripts." */
  readonly title: string
  /** The server that has it. */
  readonly server: StyleName
  /** Settings beside those that every faulty server has. */
  readonly settings?: Readonly<Record<string, string>>
  /** With states in files, so that the suite can take the store away. */
  readonly fileStore?: boolean
  /** Over plain HTTP unless it shows over HTTPS alone. */
  readonly https?: boolean
  readonly patches: readonly Patch[]
  /** Written down before the run: the case that is to go red, and what its message has to name. */
  readonly caughtBy: string
  readonly message: RegExp
  /**
   * Cases or groups of the same subject that go red with it. All others must stay green. `any` is for a
   * fault that hits whoever asks at the same moment as another: which cases that are, chance decides.
   */
  readonly alsoRed?: readonly string[] | 'any'
  /** Times are compared: it runs with nothing beside it, at the real cost of hashing. */
  readonly timing?: boolean
  /** The safeguard of the product that is taken out: a short name for `npm run without`. */
  readonly safeguard?: string
  /** How it looks in code that is out there, in two or three lines; the patch itself where it is not given. */
  readonly code?: string
  /** What an attacker does with it, in one or two sentences. */
  readonly attack: string
  /** The fix that seems to help, and why it does not. */
  readonly vainFix: string
  /** The one that does. */
  readonly fix: string
  readonly references: readonly string[]
  /** Makes it an exercise for a class: what to ask. The answer is the rest of the fault. */
  readonly exercise?: string
}
