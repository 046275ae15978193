/**
 * What an experiment is handed: one server, already running, and what can be done to it from outside. It says
 * neither which column it is nor what is expected there.
 */
import type { Exchange } from '../../shared/visitor/exchange.ts'
import type { Credentials } from '../../shared/visitor/visitor.ts'
import type { Role } from '../../shared/visitor-state.ts'
import type { Person } from './person.ts'

/** What had to hold before the question could be asked did not: there is no verdict. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked'
}

export interface Restart {
  /** This one only, by its index in `instances`; all unless said otherwise. */
  readonly instance?: number
  /** Newest first; the usual ones unless said otherwise. */
  readonly secrets?: readonly string[]
  /** Beside those of the column and the experiment (docs/configuration.md): another app, a newer version. */
  readonly settings?: Readonly<Record<string, string>>
  /** Another app in its place: its accounts' database is another one, with none of this one's users. */
  readonly otherAccounts?: boolean
  /** As after a power cut: nothing is finished first. */
  readonly kill?: boolean
}

export interface World {
  readonly origin: URL
  readonly idleSeconds: number
  readonly absoluteSeconds: number
  /** Counts only where there is something to refresh. */
  readonly accessSeconds: number
  /** Ports of the instances: one, or two where `second-instance` is asked for. For `person.at`. */
  readonly instances: readonly number[]
  /** That the server's keys are derived from, newest first. */
  readonly secrets: readonly string[]

  /** Somebody who was never here before. The name is for the evidence: owner, thief, robot. */
  visitor(name: string): Person
  /** A user of this run's own, straight from the accounts' database. */
  user(role?: Role): Promise<Credentials>
  /** A visitor who has signed in; as a new user, unless one is given. */
  signedIn(name: string, user?: Credentials): Promise<Person>

  /** What an exchange shows, in a sentence: it stands beside it in the evidence. */
  shows(exchange: Exchange, note: string): void
  /** Something worth a line in the evidence that is no exchange. */
  event(note: string): void
  /** @throws NotAsked unless it holds; for what is not the question itself */
  given(holds: boolean, what: string): void
  /** Waits for the server's time to pass, not for luck. */
  wait(seconds: number): Promise<void>

  /** Changes in the accounts' database, as an administrator makes them: no server is told. */
  readonly accounts: {
    changeRole(username: string, role: Role): Promise<void>
    disable(username: string): Promise<void>
    enable(username: string): Promise<void>
    /** All that the accounts' database holds, a row a line, without the users' own rows: what sign-ins leave there. */
    leftBySignIns(): Promise<string>
  }
  /** All that the store of states holds, as text; undefined where it can't be read from outside. */
  storeContent(): Promise<string | undefined>

  /** Held by the processes of all instances; undefined where the system does not tell. Needs `alone`. */
  memoryBytes(): Promise<number | undefined>
  /** Calls of each command since the store began; undefined where it does not tell. Needs `alone`. */
  storeCalls(): Promise<Readonly<Record<string, number>> | undefined>

  /** Needs `restart`. Resolves when the server answers again. */
  restart(options?: Restart): Promise<void>
  /** Needs `restart`: the instance is gone until it is restarted, or the run is over. */
  stop(instance: number): Promise<void>
  /** Need `stop-store`. False, and nothing done, where there is no store apart from the server itself. */
  stopStore(): Promise<boolean>
  /** It takes what is sent and does not answer: a machine that swaps, a network that loses packets. */
  freezeStore(): Promise<boolean>
  startStore(): Promise<void>
  /** Need `stop-store`, as that of the accounts is one: every question to it fails, and nothing is lost. */
  stopAccounts(): Promise<void>
  startAccounts(): Promise<void>
}
