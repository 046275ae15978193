import type { Exchange } from '../../shared/visitor/exchange.ts'

/** One thing that happened: an exchange of somebody's, or something done from outside. */
export interface Entry {
  /** The visitor's name; empty where nobody visited. */
  readonly who: string
  readonly exchange?: Exchange
  /** What it shows, or what was done. */
  note: string
}

/** What happened in one run, in order: exchanges by the time of their answer. */
export class Evidence {
  readonly entries: Entry[] = []

  add(who: string, exchange: Exchange): void {
    this.entries.push({ who, exchange, note: '' })
  }

  /** Something that was done beside the visits: a restart, a new role. */
  event(note: string): void {
    this.entries.push({ who: '', note })
  }

  /** Says what an exchange shows. */
  shows(exchange: Exchange, note: string): void {
    const entry = this.entries.find((each) => each.exchange === exchange)
    if (entry === undefined) throw new Error('no exchange of this run')
    entry.note = note
  }
}
