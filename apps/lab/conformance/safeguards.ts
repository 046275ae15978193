/** The safeguards as the page shows them, taken out one by one: one at a time for everyone who looks. */
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { Guarded } from '../../../test/faults/safeguards.ts'
import { Broadcast } from '../broadcast.ts'
import { type Outcome, takeOut } from './safeguard-run.ts'

export interface SeenSafeguard {
  readonly name: string
  readonly title: string
  readonly server: string
  readonly attack: string
  readonly vainFix: string
  readonly fix: string
  readonly patches: Guarded['patches']
  /** The conformance case that is the attack. */
  readonly case: { readonly id: string; readonly requirement: string; references: string[] }
}

export interface SafeguardsTold {
  /** The one that is out right now. */
  readonly running: string | null
  readonly step: string
  /** Of this lab's runs, the latest of each. */
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** Why the latest run of one has no outcome, in words. */
  readonly troubles: Readonly<Record<string, string>>
}

export class Safeguards {
  #now: SafeguardsTold = { running: null, step: '', outcomes: {}, troubles: {} }
  readonly #told = new Broadcast<SafeguardsTold>(() => this.#now)
  #stop = new AbortController()
  #ended: Promise<void> = Promise.resolve()

  listen(listener: (told: SafeguardsTold) => void): () => void {
    return this.#told.listen(listener)
  }

  async all(): Promise<SeenSafeguard[]> {
    return (await catalogue()).map(({ safeguard, caughtBy, ...fault }) => {
      const { title, server, attack, vainFix, fix, patches } = fault
      const { requirement = '', references = [] } = allCases.find(({ id }) => id === caughtBy) ?? {}
      const attacking = { id: caughtBy, requirement, references: [...references] }
      return {
        ...{ name: safeguard, title, server, attack, vainFix, fix, patches },
        case: attacking,
      }
    })
  }

  /** @returns false where one is out already */
  async start(name: string): Promise<boolean> {
    const fault = (await catalogue()).find(({ safeguard }) => safeguard === name)
    if (fault === undefined) throw new Error(`There is no safeguard ${name}.`)
    if (this.#now.running !== null) return false
    this.#stop = new AbortController()
    this.#ended = this.#run(fault, this.#stop.signal)
    return true
  }

  /** Its server ends. */
  stop(): Promise<void> {
    this.#stop.abort(new Error('It was stopped.'))
    return this.#ended
  }

  async #run(fault: Guarded, stopped: AbortSignal): Promise<void> {
    const name = fault.safeguard
    const { [name]: _outcome, ...outcomes } = this.#now.outcomes
    const { [name]: _trouble, ...troubles } = this.#now.troubles
    this.#tell({ running: name, step: '', outcomes, troubles })
    try {
      const outcome = await takeOut(fault, stopped, (step) => this.#tell({ step }))
      this.#tell({ outcomes: { ...this.#now.outcomes, [name]: outcome } })
    } catch (error) {
      // What ended the server is why, not what then failed at it.
      const why = stopped.aborted ? stopped.reason : error
      const trouble = why instanceof Error ? why.message : String(why)
      this.#tell({ troubles: { ...this.#now.troubles, [name]: trouble } })
    } finally {
      this.#tell({ running: null, step: '' })
    }
  }

  #tell(change: Partial<SafeguardsTold>): void {
    this.#now = { ...this.#now, ...change }
    this.#told.tellWhole()
  }
}

/** On first use: who never looks at safeguards waits for none of it, and needs no compiler (esbuild). */
async function catalogue(): Promise<readonly Guarded[]> {
  return (await import('../../../test/faults/safeguards.ts')).safeguards
}
