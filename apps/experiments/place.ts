/**
 * A place where experiments happen: one column's server, or two instances of it, with accounts and a store
 * of its own. The accounts' database is open here too: users and bans come from outside, as by `npm run users`.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import type { Database } from '../../shared/accounts/database.ts'
import { DEMO_USERS } from '../../shared/accounts/demo-users.ts'
import { openDatabase } from '../../shared/accounts/open-database.ts'
import { type Users, usersIn } from '../../shared/accounts/users.ts'
import { freePort } from '../../shared/processes/free-port.ts'
import { OwnRedis } from '../../shared/processes/own-redis.ts'
import { Instance } from '../../shared/processes/server-process.ts'
import type { Credentials } from '../../shared/visitor/visitor.ts'
import type { Role } from '../../shared/visitor-state.ts'
import { bringBack, takeAway } from './accounts-away.ts'
import type { Column } from './columns.ts'
import type { Restart } from './world.ts'

/** How sign-ins are slowed down is not the subject of most experiments, and these share an address. */
const MANY_FAILURES = {
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '10000',
  SIGN_IN_FAILURES_ADDRESS: '100000',
  SIGN_IN_FAILURES_ACCOUNT: '100000',
}

/** One password for everyone, hashed as cheaply as argon2 can: hundreds sign in, and none is to be guessed. */
const PASSWORD = 'correct-horse-battery'
const passwordHash = hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 })

export class Place {
  readonly column: Column
  readonly instances: Instance[] = []
  readonly redis: OwnRedis | undefined
  /** Of a run: where it brings others, the next one takes them as they are. */
  secrets: readonly string[] = [randomBytes(32).toString('base64url')]
  readonly settings: Readonly<Record<string, string>>
  readonly users: Users
  /** Why no answer of it counts any more. */
  fault: string | undefined
  readonly #database: Database
  /** By index: the secrets that the instance runs with; none where it is stopped, or otherwise not as usual. */
  readonly #runsWith: (readonly string[] | undefined)[] = []
  #userCount = 0
  #second: Promise<void> | undefined
  #isClosed = false

  private constructor(
    column: Column,
    settings: Readonly<Record<string, string>>,
    database: Database,
    redis: OwnRedis | undefined,
  ) {
    this.column = column
    this.settings = settings
    this.#database = database
    this.users = usersIn(database)
    this.redis = redis
  }

  /** @param folder for all that it keeps; must be there */
  static async open(
    column: Column,
    settings: Readonly<Record<string, string>>,
    folder: string,
  ): Promise<Place> {
    const redis = column.engine === 'redis' ? await OwnRedis.open(join(folder, 'redis')) : undefined
    const database = await openDatabase(`file:${join(folder, 'accounts.db')}`)
    const port = await freePort()
    const place = new Place(
      column,
      {
        ...MANY_FAILURES,
        ...column.settings,
        ...settings,
        DATA_DIR: folder,
        PUBLIC_ORIGIN: `http://localhost:${port}`,
        ...(redis && { STORE: redis.url }),
      },
      database,
      redis,
    )
    try {
      // So that no start has to hash the demo users' passwords.
      for (const { username, role } of DEMO_USERS) await place.#add(username, role)
      await place.#openInstance(0, port)
      return place
    } catch (error) {
      await place.close()
      throw error
    }
  }

  get origin(): URL {
    return new URL(this.settings.PUBLIC_ORIGIN ?? '')
  }

  /** Has a second instance, started when it is first asked for. */
  withSecond(): Promise<void> {
    this.#second ??= freePort().then((port) => this.#openInstance(1, port))
    return this.#second
  }

  async addUser(role: Role): Promise<Credentials> {
    this.#userCount += 1
    const username = `user-${this.#userCount}`
    await this.#add(username, role)
    return { username, password: PASSWORD }
  }

  async restart(options: Restart): Promise<void> {
    const { instance, secrets = this.secrets, otherAccounts = false, kill = false } = options
    const others = { ACCOUNTS_URL: `file:${join(this.settings.DATA_DIR ?? '', 'others.db')}` }
    const settings = otherAccounts ? { ...options.settings, ...others } : options.settings
    const chosen = this.instances.flatMap((each, index) =>
      instance === undefined || instance === index ? [[each, index] as const] : [],
    )
    await Promise.all(
      chosen.map(async ([each, index]) => {
        await each.stop(kill ? 'SIGKILL' : 'SIGTERM')
        const started = await this.#start(index, each.port, secrets, settings)
        if (this.redis?.isUp) await started.ready(this.redis)
        this.#runsWith[index] = settings === undefined ? secrets : undefined
      }),
    )
  }

  /** Rows of the tables that sign-ins are written to. */
  async leftBySignIns(): Promise<string> {
    const tables = ['sign_ins', 'refresh_families', 'used_refresh_tokens', 'denied_sign_ins']
    const rows = await Promise.all(
      tables.map((table) => this.#database.all<object>(`SELECT * FROM ${table}`)),
    )
    return rows
      .flat()
      .map((row) => JSON.stringify(row))
      .join('\n')
  }

  async stop(instance: number): Promise<void> {
    await this.instances[instance]?.stop()
    this.#runsWith[instance] = undefined
  }

  takeAccountsAway(): Promise<void> {
    return takeAway(this.#database)
  }

  bringAccountsBack(): Promise<void> {
    return bringBack(this.#database)
  }

  /**
   * Fit for the next run: store and accounts there, every instance there with the usual settings. Secrets that a run
   * brought stay: starts are most of what a comparison costs, and nobody comes back with a credential of before.
   */
  async restore(): Promise<void> {
    await this.redis?.start()
    await this.bringAccountsBack()
    this.secrets = this.#runsWith[0] ?? this.secrets
    for (const [instance, secrets] of this.#runsWith.entries()) {
      if (secrets !== this.secrets) await this.restart({ instance })
      // A server that found its store away looks for it again by itself, a moment later.
      else if (this.redis !== undefined) await this.instances[instance]?.ready(this.redis)
    }
  }

  /** Ends all of it for good: a run that was given up goes on for a moment, and could start a server again. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.instances.map((each) => each.stop()))
    await this.redis?.close()
    await this.#database.close()
  }

  async #openInstance(index: number, port: number): Promise<void> {
    const { secrets } = this
    const instance = await this.#start(index, port, secrets)
    this.#runsWith[index] = secrets
    await instance.ready(this.redis)
  }

  async #start(
    index: number,
    port: number,
    secrets: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<Instance> {
    if (this.#isClosed) throw new Error('the place has been closed')
    const settings = { SECRETS: secrets.join(','), ...this.settings, ...more }
    const instance = new Instance(this.column.style, port, settings)
    instance.onFault = (fault) => {
      this.fault ??= fault
    }
    this.instances[index] = instance
    await instance.listening
    return instance
  }

  async #add(username: string, role: Role): Promise<void> {
    await this.users.add({ username, role, passwordHash: await passwordHash })
  }
}
