/** The faults as the page shows them, each tried on a server of its own: one at a time for everyone who looks. */
import type { DescribedFault } from '../../faults/describe.ts'
import type { Fault } from '../../faults/fault.ts'
import { Broadcast } from '../broadcast.ts'
import { type Outcome, tryFault } from './fault-run.ts'

/** A line of the index. */
export type ListedFault = Pick<Fault, 'id' | 'title' | 'server' | 'safeguard' | 'caughtBy'>

export interface FaultsEvent {
  /** The one that is tried right now. */
  readonly running: string | null
  readonly step: string
  /** Of this lab's runs, the latest of each. */
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** Why the latest run of one has no outcome, in words. */
  readonly troubles: Readonly<Record<string, string>>
}

export class Faults {
  #now: FaultsEvent = { running: null, step: '', outcomes: {}, troubles: {} }
  readonly events = new Broadcast<FaultsEvent>(() => this.#now)
  #stop = new AbortController()
  #ended: Promise<void> = Promise.resolve()

  async list(): Promise<ListedFault[]> {
    return (await catalogue()).map(({ id, title, server, safeguard, caughtBy }) => {
      return { id, title, server, caughtBy, ...(safeguard !== undefined && { safeguard }) }
    })
  }

  async describe(id: string): Promise<DescribedFault | undefined> {
    const fault = (await catalogue()).find((each) => each.id === id)
    if (fault === undefined) return undefined
    const { described } = await import('../../faults/describe.ts')
    return described(fault)
  }

  /** @returns false where one is tried already */
  async start(id: string): Promise<boolean> {
    const fault = (await catalogue()).find((each) => each.id === id)
    if (fault === undefined) throw new Error(`There is no fault ${id}.`)
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

  async #run(fault: Fault, stopped: AbortSignal): Promise<void> {
    const { id } = fault
    const { [id]: _outcome, ...outcomes } = this.#now.outcomes
    const { [id]: _trouble, ...troubles } = this.#now.troubles
    this.#tell({ running: id, step: '', outcomes, troubles })
    try {
      const outcome = await tryFault(fault, stopped, (step) => this.#tell({ step }))
      this.#tell({ outcomes: { ...this.#now.outcomes, [id]: outcome } })
    } catch (error) {
      // What ended the server is why, not what then failed at it.
      const why = stopped.aborted ? stopped.reason : error
      const trouble = why instanceof Error ? why.message : String(why)
      this.#tell({ troubles: { ...this.#now.troubles, [id]: trouble } })
    } finally {
      this.#tell({ running: null, step: '' })
    }
  }

  #tell(change: Partial<FaultsEvent>): void {
    this.#now = { ...this.#now, ...change }
    this.events.tellWhole()
  }
}

/** On first use: a lab that nobody asks for a fault does not load the catalogue. */
async function catalogue(): Promise<readonly Fault[]> {
  return (await import('../../faults/catalogue/all.ts')).allFaults
}
