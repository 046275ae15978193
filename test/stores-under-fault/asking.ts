/** Asks one server for many visitors, and keeps how long each answer took. */
import { Pool } from 'undici'

export interface Answer {
  /** 0 where none came: the server was not there, or went away meanwhile. */
  status: number
  json: Json
  /** Why none came. */
  error?: Error
  began: number
  ended: number
}

interface Json {
  visits?: number
  user?: { username: string } | null
  notes?: { text: string }[]
  code?: string
}

export class Asking {
  readonly #pool: Pool
  readonly #keepAlive: boolean
  readonly #times: number[] = []
  readonly #goodTimes: number[] = []
  readonly #refusalTimes: number[] = []

  /** @param keepAlive keep connections for more requests; without, none is cut off where it is let go of */
  constructor(origin: string, connections: number, keepAlive: boolean) {
    this.#pool = new Pool(origin, { connections })
    this.#keepAlive = keepAlive
  }

  /** @param cookies what the visitor has; takes in what the answer sets */
  async ask(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    cookies: Map<string, string>,
    body?: object,
  ): Promise<Answer> {
    const began = performance.now()
    const answer: Pick<Answer, 'status' | 'json' | 'error'> = { status: 0, json: {} }
    try {
      const { statusCode, headers, ...rest } = await this.#pool.request({
        reset: !this.#keepAlive,
        method,
        path,
        headers: {
          accept: 'application/json',
          ...(cookies.size > 0 && { cookie: headerOf(cookies) }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await rest.body.text()
      answer.status = statusCode
      if (text !== '') answer.json = JSON.parse(text) as Json
      takeIn(cookies, headers['set-cookie'])
    } catch (error) {
      answer.error = error as Error // no answer, which the status tells
    }
    const ended = performance.now()
    this.#note(answer.status, ended - began)
    return { ...answer, began, ended }
  }

  figures() {
    const times = this.#times.toSorted((a, b) => a - b)
    const good = this.#goodTimes.toSorted((a, b) => a - b)
    return {
      requests: times.length,
      slowestMs: Math.round(times.at(-1) ?? 0),
      slowestRefusalMs: Math.round(Math.max(0, ...this.#refusalTimes)),
      medianMs: Math.round((good[Math.floor(good.length / 2)] ?? 0) * 10) / 10,
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }

  #note(status: number, took: number): void {
    this.#times.push(took)
    if (status !== 0 && status < 500) this.#goodTimes.push(took)
    if (status === 503) this.#refusalTimes.push(took)
  }
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
