/** The world of one run: visitors and users of its own, at a place that it may share. */
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Evidence } from './evidence.ts'
import type { Experiment, Need } from './experiment.ts'
import { Person } from './person.ts'
import type { Place } from './place.ts'
import { NotAsked, type World } from './world.ts'

export function worldAt(
  place: Place,
  { needs = [] }: Pick<Experiment, 'needs'>,
  evidence: Evidence,
  signal: AbortSignal,
): World {
  const { origin, secrets, settings, users, redis } = place
  const ports = place.instances.map(({ port }) => port)
  const require = (need: Need) => {
    if (!needs.includes(need)) throw new Error(`the experiment does not say that it needs ${need}`)
  }
  const world: World = {
    origin,
    idleSeconds: Number(settings.IDLE_SECONDS ?? 1800),
    absoluteSeconds: Number(settings.ABSOLUTE_SECONDS ?? 43_200),
    accessSeconds: Number(settings.ACCESS_SECONDS ?? 300),
    instances: needs.includes('second-instance') ? ports : ports.slice(0, 1),
    secrets,

    visitor(name) {
      const way = { origin, connectAddress: '127.0.0.1', connectPort: ports[0], signal }
      return new Person(name, { ...way, userAgent: name }, evidence)
    },
    user: (role = 'member') => place.addUser(role),
    async signedIn(name, user) {
      const visitor = world.visitor(name)
      const exchange = await visitor.signIn(user ?? (await place.addUser('member')))
      evidence.shows(exchange, `The ${name} signs in.`)
      world.given(exchange.status === 200, `a sign-in, which was answered ${exchange.status}`)
      return visitor
    },
    shows: (exchange, note) => evidence.shows(exchange, note),
    event: (note) => evidence.event(note),
    given(holds, what) {
      if (!holds) throw new NotAsked(`there was no ${what}`)
    },
    async wait(seconds) {
      evidence.event(`${seconds} s go by.`)
      await delay(seconds * 1000, undefined, { signal })
    },
    accounts: {
      async changeRole(username, role) {
        await users.setRole(username, role)
        evidence.event(`The role of ${username} in the accounts' database becomes ${role}.`)
      },
      async disable(username) {
        await users.setDisabled(username, true)
        evidence.event(`${username} is disabled in the accounts' database.`)
      },
      async enable(username) {
        await users.setDisabled(username, false)
        evidence.event(`${username} is enabled in the accounts' database.`)
      },
      leftBySignIns: () => place.leftBySignIns(),
    },
    storeContent: async () => redis?.content(),
    async memoryBytes() {
      require('alone')
      const each = place.instances.map(({ process }) => residentBytes(process.pid))
      return each.some((bytes) => bytes === undefined) ? undefined : sumOf(each)
    },
    async storeCalls() {
      require('alone')
      return redis?.calls()
    },
    async restart(options = {}) {
      require('restart')
      const which = options.instance === undefined ? 'The server' : `Instance ${options.instance}`
      const isOther = options.secrets !== undefined || options.settings !== undefined
      const withOther = isOther ? ', with other settings' : ''
      const users = options.otherAccounts ? ', with other users' : ''
      const killed = options.kill ? 'killed and ' : ''
      evidence.event(`${which} is ${killed}started again${withOther}${users}.`)
      await place.restart(options)
    },
    async stop(instance) {
      require('restart')
      await place.stop(instance)
      evidence.event(`Instance ${instance} is stopped.`)
    },
    async stopStore() {
      require('stop-store')
      if (redis === undefined) {
        evidence.event('There is no store apart from the server that could be stopped.')
        return false
      }
      await redis.stop()
      evidence.event('The store is stopped.')
      return true
    },
    async freezeStore() {
      require('stop-store')
      if (redis === undefined) {
        evidence.event('There is no store apart from the server that could be frozen.')
        return false
      }
      await redis.freeze()
      evidence.event('The store is frozen: it takes what is sent, and does not answer.')
      return true
    },
    async startStore() {
      require('stop-store')
      if (redis === undefined) return
      await redis.start()
      evidence.event('The store is started again.')
    },
    async stopAccounts() {
      require('stop-store')
      await place.takeAccountsAway()
      evidence.event('The accounts’ database answers nothing any more.')
    },
    async startAccounts() {
      require('stop-store')
      await place.bringAccountsBack()
      evidence.event('The accounts’ database answers again.')
    },
  }
  return world
}

/** Of a process of this machine, where the system tells (proc(5)). */
function residentBytes(pid: number | undefined): number | undefined {
  try {
    const [, kibibytes] =
      /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024
  } catch {
    return undefined
  }
}

function sumOf(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}
