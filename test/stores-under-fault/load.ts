/**
 * Visitors who keep a server busy and hold it to what it told them: each checks every answer against
 * its own account of its state. Half of the requests write. Some sign out on the way; then a copy of
 * their credential must be dead.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { Pool } from 'undici'
import { DEMO_USERS } from '../../shared/accounts/demo-users.ts'
import { Account, STEPS, type Step } from './account.ts'
import { type Outage, Outages } from './outages.ts'

const TICK_MS = 20
/** No request waits longer for a store that is not there (contract, rule 12). */
const REFUSAL_LIMIT_MS = 1000

export interface LoadOptions {
  visitors: number
  /** Of them, those who sign out in the course of the load. */
  leavers: number
  /** Keep connections for more requests; without, none is cut off where it is let go of. */
  keepAlive: boolean
}

const USUAL: LoadOptions = { visitors: 60, leavers: 12, keepAlive: true }

interface Loaded {
  cookies: Map<string, string>
  user: string
  account: Account
  busy: boolean
  step: number
  leavesAfter: number
}

export interface LoadResult {
  requests: number
  seconds: number
  writes: number
  failures: number
  slowestMs: number
  slowestRefusalMs: number
  /** Of the answers that were no failure. */
  medianMs: number
  violations: string[]
}

export class Load {
  readonly outages = new Outages()
  readonly #options: LoadOptions
  readonly #pool: Pool
  readonly #visitors: Loaded[] = []
  readonly #times: number[] = []
  readonly #goodTimes: number[] = []
  readonly #refusalTimes: number[] = []
  readonly #violations: string[] = []
  #writes = 0
  #failures = 0
  #turn = 0

  constructor(origin: string, options: Partial<LoadOptions> = {}) {
    this.#options = { ...USUAL, ...options }
    this.#pool = new Pool(origin, { connections: this.#options.visitors })
  }

  async signIn(seconds: number): Promise<void> {
    const { visitors, leavers } = this.#options
    for (let i = 0; i < visitors; i += 1) {
      const user = DEMO_USERS[i % DEMO_USERS.length] as (typeof DEMO_USERS)[number]
      const body = { username: user.username, password: user.password }
      const cookies = new Map<string, string>()
      const answer = await this.#ask('POST', '/login', cookies, body)
      if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`)
      this.#visitors.push({
        cookies,
        user: user.username,
        account: new Account(),
        busy: false,
        step: 0,
        leavesAfter: i < leavers ? ((i + 1) / (leavers + 1)) * seconds * 1000 : Infinity,
      })
    }
  }

  /** Runs for so long, with so many requests begun in each second, whatever becomes of them. */
  async run(seconds: number, perSecond: number): Promise<LoadResult> {
    const began = performance.now()
    const under = new Set<Promise<void>>()
    let sent = 0
    for (;;) {
      const elapsed = performance.now() - began
      if (elapsed >= seconds * 1000) break
      for (const due = (elapsed / 1000) * perSecond; sent < due; sent += 1) {
        const visitor = this.#nextIdle()
        if (visitor === undefined) break // all of them wait for an answer
        const request = this.#step(visitor, performance.now() - began)
        under.add(request)
        void request.finally(() => under.delete(request))
      }
      await delay(TICK_MS)
    }
    await Promise.all(under)
    const times = this.#times.toSorted((a, b) => a - b)
    const good = this.#goodTimes.toSorted((a, b) => a - b)
    return {
      requests: times.length,
      seconds,
      writes: this.#writes,
      failures: this.#failures,
      slowestMs: Math.round(times.at(-1) ?? 0),
      slowestRefusalMs: Math.round(Math.max(0, ...this.#refusalTimes)),
      medianMs: Math.round((good[Math.floor(good.length / 2)] ?? 0) * 10) / 10,
      violations: this.#violations,
    }
  }

  /** Asks once more for everyone's state, when nothing is away. */
  async check(): Promise<void> {
    for (const visitor of this.#visitors) {
      await this.#take(visitor, 'me')
      await this.#take(visitor, 'notes')
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }

  #nextIdle(): Loaded | undefined {
    const { visitors } = this.#options
    for (let tried = 0; tried < visitors; tried += 1) {
      this.#turn = (this.#turn + 1) % visitors
      const visitor = this.#visitors[this.#turn]
      if (visitor?.busy === false) return visitor
    }
    return undefined
  }

  async #step(visitor: Loaded, elapsedMs: number): Promise<void> {
    visitor.busy = true
    if (elapsedMs > visitor.leavesAfter && visitor.account.signedIn !== false) {
      await this.#leave(visitor)
    } else {
      const step = STEPS[visitor.step % STEPS.length] as Step
      visitor.step += 1
      await this.#take(visitor, step)
    }
    visitor.busy = false
  }

  async #leave({ cookies, account }: Loaded): Promise<void> {
    account.signedIn = undefined
    const answer = await this.#ask('POST', '/logout', new Map(cookies), {})
    this.#writes += 1
    if (answer.status === 204) account.signedIn = false
    else this.#failed(answer, 'logout')
  }

  async #take({ cookies, user, account }: Loaded, step: Step): Promise<void> {
    const text = step === 'write' ? account.nextText() : ''
    const answer =
      step === 'write'
        ? await this.#ask('PUT', '/notes/last', cookies, { text })
        : await this.#ask('GET', { count: '/', me: '/me', notes: '/notes' }[step], cookies)
    if (step === 'count' || step === 'write') this.#writes += 1
    const { status, json } = answer
    if (status === 401 || (status === 200 && step === 'count' && json.user === null)) {
      if (account.signedIn === true)
        this.#violations.push(`${step}: signed out, ${status} ${at(answer.began)}`)
      if (account.signedIn === true) account.signedIn = undefined // told once is enough
    } else if (status === 200 || status === 204) {
      if (json.user && json.user.username !== user) this.#violations.push(`${step}: another user`)
      const seen = step === 'write' ? text : (json.notes?.[0]?.text ?? '')
      const wrong = account.acknowledged(step, { visits: json.visits ?? Number.NaN, text: seen })
      if (wrong !== undefined)
        this.#violations.push(`${wrong}, ${step} ${status} ${at(answer.began)}`)
    } else {
      account.unknown(step, text)
      this.#failed(answer, step)
    }
  }

  #failed({ status, json, began, ended }: Answer, step: string): void {
    this.#failures += 1
    const kind: Outage['takes'] =
      status === 503 && json.code === 'store-unavailable' ? 'store' : 'server'
    const explained = this.outages.explains(kind, began, ended)
    const what = status === 0 ? 'no answer' : `${status} ${json.code}`
    if (!explained) this.#violations.push(`${step}: ${what}, ${at(began)} with nothing away`)
  }

  async #ask(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    cookies: Map<string, string>,
    body?: object,
  ): Promise<Answer> {
    const began = performance.now()
    const answer = { status: 0, json: {} as Json }
    try {
      const {
        statusCode,
        headers,
        body: bytes,
      } = await this.#pool.request({
        reset: !this.#options.keepAlive,
        method,
        path,
        headers: {
          accept: 'application/json',
          ...(cookies.size > 0 && { cookie: headerOf(cookies) }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await bytes.text()
      answer.status = statusCode
      if (text !== '') answer.json = JSON.parse(text) as Json
      takeIn(cookies, headers['set-cookie'])
    } catch {
      // No answer: the server was not there, or went away meanwhile.
    }
    const ended = performance.now()
    this.#times.push(ended - began)
    if (answer.status !== 0 && answer.status < 500) this.#goodTimes.push(ended - began)
    if (answer.status === 503) this.#refusalTimes.push(ended - began)
    if (answer.status === 503 && ended - began > REFUSAL_LIMIT_MS) {
      this.#violations.push(`${path}: ${answer.status} after ${Math.round(ended - began)} ms`)
    }
    return { ...answer, began, ended }
  }
}

interface Json {
  visits?: number
  user?: { username: string } | null
  notes?: { text: string }[]
  code?: string
}

interface Answer {
  status: number
  json: Json
  began: number
  ended: number
}

/** As much of a jar as is needed here: nothing in it ends before the load does. */
function takeIn(cookies: Map<string, string>, lines: string | string[] | undefined): void {
  for (const line of [lines ?? []].flat()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies.set(name, value)
  }
}

function headerOf(cookies: Map<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

const at = (time: number) => `at ${Math.round(time)} ms`
