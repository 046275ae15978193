/**
 * The processes of one column: one server or two instances of it, the accounts and the store that they have to
 * themselves. A restart is a restart of a process, a rotation starts it with another secret.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../../../shared/accounts/database.ts'
import { openDatabase } from '../../../shared/accounts/open-database.ts'
import { type Users, usersIn } from '../../../shared/accounts/users.ts'
import { freePort } from '../../../shared/processes/free-port.ts'
import { OwnRedis } from '../../../shared/processes/own-redis.ts'
import { Instance } from '../../../shared/processes/server-process.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { declaredBy } from '../../styles.ts'
import type { Asked } from '../door/accounts.ts'
import { type Entry, type Holding, inAccounts, inFiles, inRedis } from './holding.ts'
import { type ThroughDoor, throughDoor } from './through-door.ts'

export const STORES = ['memory', 'file', 'redis'] as const
export type StoreChoice = (typeof STORES)[number]

/** What each remedy is in a server's configuration (docs/decisions/remedies.md). */
export const REMEDIES = {
  none: {},
  denylist: { REVOCATION: 'denylist' },
  'account-check': { ACCOUNT_CHECK: 'every-request' },
  'account-check-on-renewal': { ACCOUNT_CHECK: 'on-renewal' },
  refresh: { REFRESH: 'on', ACCESS_SECONDS: '60' },
  encryption: { STATE_ENCRYPTION: 'on' },
} as const satisfies Record<string, Record<string, string>>
export type Remedy = keyof typeof REMEDIES

export interface Choice {
  readonly remedy: Remedy
  /** Where states are kept by a server that has a choice; the others have no use for it. */
  readonly store: StoreChoice
}

/** By instance: undefined if it was never started, null if it has ended. */
type Told = readonly (ThroughDoor | null | undefined)[]

const DOOR = new URL('../door/door.js', import.meta.url)

export class SeatServers {
  readonly style: StyleName
  readonly users: Users
  readonly #database: Database
  readonly #folder: string
  readonly #ports: readonly [number, number]
  #instances: (Instance | undefined)[] = []
  #redis: OwnRedis | undefined
  #secrets: string[] = [newSecret()]
  #choice: Choice = { remedy: 'none', store: 'memory' }
  #aheadMs = 0
  #isClosed = false

  private constructor(
    style: StyleName,
    folder: string,
    ports: [number, number],
    database: Database,
  ) {
    this.style = style
    this.#folder = folder
    this.#ports = ports
    this.#database = database
    this.users = usersIn(database)
  }

  /** @param folder empty, and its own */
  static async open(style: StyleName, folder: string): Promise<SeatServers> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const database = await openDatabase(`file:${join(folder, 'accounts.db')}`)
    const ports = [await freePort(), await freePort()] as [number, number]
    const servers = new SeatServers(style, folder, ports, database)
    await servers.#start(0)
    return servers
  }

  get origin(): URL {
    return new URL(`http://localhost:${this.#ports[0]}`)
  }

  get ports(): readonly [number, number] {
    return this.#ports
  }

  get pids(): readonly (number | undefined)[] {
    return this.#instances.map((each) => each?.process.pid)
  }

  /** Newest first. */
  get secrets(): readonly string[] {
    return this.#secrets
  }

  get choice(): Choice {
    return this.#choice
  }

  /** Milliseconds by which the servers' clocks are ahead. */
  get aheadMs(): number {
    return this.#aheadMs
  }

  /** Called when an instance has ended and nobody stopped it. */
  onFault: () => void = () => {}

  /** Why an instance is gone, where nobody stopped it. */
  get fault(): string | undefined {
    return this.#instances.map((each) => each?.fault).find(Boolean)
  }

  get storeUrl(): string | undefined {
    return this.#redis?.url
  }

  get hasStoreApart(): boolean {
    return this.#store === 'redis'
  }

  /** Started when it is first asked for. */
  async withSecond(): Promise<void> {
    if (this.#instances[1] === undefined) await this.#start(1)
  }

  /** All of them at once, as when the machine goes. */
  async crash(): Promise<void> {
    await Promise.all(this.#instances.map((each) => each?.crash()))
  }

  /** Those that died, too. */
  async restart(): Promise<void> {
    for (const [index, instance] of this.#instances.entries()) {
      await instance?.stop()
      if (instance !== undefined) await this.#start(index)
    }
  }

  /** @param keepOld whether what the old secret signed is to be known for a while */
  async rotate(keepOld: boolean): Promise<void> {
    this.#secrets = [newSecret(), ...(keepOld ? this.#secrets.slice(0, 1) : [])]
    await this.restart()
  }

  async choose(choice: Choice): Promise<void> {
    this.#choice = choice
    if (this.hasStoreApart && this.#redis === undefined) {
      this.#redis = await OwnRedis.open(join(this.#folder, 'redis'))
    }
    await this.restart()
  }

  async stopStore(): Promise<void> {
    await this.#redis?.stop()
  }

  async startStore(): Promise<void> {
    await this.#redis?.start()
    await Promise.all(this.#instances.map((each) => each?.ready(this.#redis)))
  }

  /** Time goes by for the servers; nobody waits. */
  async letTimePass(seconds: number): Promise<void> {
    this.#aheadMs += seconds * 1000
    await Promise.all(this.#instances.map((each) => throughDoor(each, this.#aheadMs)))
  }

  /** What the servers hold, and what they asked the accounts' database since this was called last. */
  async look(): Promise<{ holding: Holding; asked: readonly Asked[] }> {
    const told = await Promise.all(
      this.#instances.map((each) => each && throughDoor(each, this.#aheadMs)),
    )
    const asked = told.flatMap((each) => each?.asked ?? [])
    return { holding: await this.#holding(told), asked }
  }

  async #holding(told: Told): Promise<Holding> {
    const accounts = await inAccounts(this.#database)
    const users = (await this.users.list()).map(({ username, role, disabled }) => {
      return { username, role, disabled }
    })
    const store = this.#store
    const entries = store === null ? [] : await this.#entries(told)
    return { store, entries, users, accounts }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#instances.map((each) => each?.stop()))
    await this.#redis?.close()
    await this.#database.close()
  }

  get #store(): Holding['store'] {
    if (declaredBy(this.style).stateKeptBy === 'client') return null
    return existsSync(this.#entriesModule) ? this.#choice.store : 'own'
  }

  /** The style's way of telling what its server's memory holds, where it has one. */
  get #entriesModule(): URL {
    return new URL(`../../${this.style}/entries.js`, import.meta.url)
  }

  async #entries(told: Told): Promise<Entry[] | null> {
    if (this.#store === 'own') return null
    if (this.#store === 'file') return inFiles(this.#sessionsFolder)
    if (this.#redis !== undefined && this.hasStoreApart) return inRedis(this.#redis)
    const entries = told.flatMap((each, index) =>
      (each?.entries ?? []).map((entry) => ({ ...entry, instance: index === 0 ? 1 : 2 }) as const),
    )
    return told[0] === null ? null : entries
  }

  get #sessionsFolder(): string {
    return join(this.#folder, 'sessions')
  }

  async #start(index: number): Promise<void> {
    const { remedy, store } = this.#choice
    const settings = {
      DATA_DIR: this.#folder,
      PUBLIC_ORIGIN: this.origin.origin,
      STORE: { memory: 'memory', file: `file:${this.#sessionsFolder}`, redis: this.#redis?.url }[
        store
      ] as string,
      SECRETS: this.#secrets.join(','),
      ...REMEDIES[remedy],
    }
    if (this.#isClosed) throw new Error('these servers have been closed')
    const port = this.#ports[index] as number
    const door = new URL(DOOR)
    if (existsSync(this.#entriesModule)) door.searchParams.set('entries', this.#entriesModule.href)
    const instance = new Instance(this.style, port, settings, [`--import=${door}`])
    instance.onFault = () => this.onFault()
    this.#instances[index] = instance
    await instance.listening
    // With its store stopped it runs; it is ready when that is started again.
    if (!this.hasStoreApart || this.#redis?.isUp) await instance.ready(this.#redis)
    // Last: what it asked so far, it asked for itself.
    await throughDoor(instance, this.#aheadMs)
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
