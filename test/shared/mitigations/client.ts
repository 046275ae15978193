/** An app with remedies inside the test's process, a clock that the test turns, and clients with cookies. */
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { ALICE, injectApp } from '../../../apps/inject-app.ts'
import type { StyleName } from '../../../shared/styles.ts'

export { ALICE }
export const BOB = { username: 'bob', password: 'bob-the-builder' }

type Inject = (options: InjectOptions) => Promise<LightMyRequestResponse>

interface Cookie {
  name: string
  value: string
  path: string
}

type Ask = Omit<InjectOptions, 'method' | 'url'>

/** Keeps cookies by name and path, and sends to each path what belongs there. */
export class Client {
  readonly #inject: Inject
  cookies: Cookie[]

  constructor(inject: Inject, cookies: Cookie[] = []) {
    this.#inject = inject
    this.cookies = cookies
  }

  copy(): Client {
    return new Client(this.#inject, [...this.cookies])
  }
  async ask(method: 'GET' | 'POST' | 'PUT', url: string, options: Ask = {}) {
    const sent = this.cookies.filter(({ path }) => path === '/' || path === url)
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie && { cookie }), ...options.headers }
    const answer = await this.#inject({ method, url, ...options, headers })
    for (const { name, value, path = '', expires } of answer.cookies) {
      this.cookies = this.cookies.filter((each) => each.name !== name || each.path !== path)
      if (expires === undefined) this.cookies.push({ name, value, path: String(path) })
    }
    return answer
  }
  signIn(who = ALICE) {
    return this.ask('POST', '/login', { payload: who })
  }
  refresh() {
    return this.ask('POST', '/refresh')
  }
  async user(): Promise<string | number> {
    const me = await this.ask('GET', '/me')
    return me.statusCode === 200 ? me.json().user.username : me.statusCode
  }
}

export async function remedied(t: Test, style: StyleName, environment: NodeJS.ProcessEnv) {
  const { app, service, config } = await injectApp(t, style, environment)
  const real = Date.now
  let shiftMs = 0
  Object.assign(Date, { now: () => real() + shiftMs })
  t.teardown(() => Object.assign(Date, { now: real }))
  const inject = async (options: InjectOptions) => app.inject(options)
  return {
    service,
    config,
    client: () => new Client(inject),
    /** Moves the server's clock on. */
    pass: (seconds: number) => {
      shiftMs += seconds * 1000
    },
  }
}
