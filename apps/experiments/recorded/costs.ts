/** What a remedy costs, counted on an app in this process: what the accounts' database is asked, bytes, lines of code. */
import { readFileSync } from 'node:fs'
import type { Value } from '../../../shared/accounts/database.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { ALICE, cookieOf, injectApp } from '../../inject-app.ts'
import { COLUMNS, type Column, type ColumnId } from '../columns.ts'

const ROOT = new URL('../../../../', import.meta.url)
const FORM = { 'sec-fetch-site': 'same-origin' }

/** Two remedies need one half each. */
const CARRIED_WITHIN = 'shared/mitigations/carried-within.ts'

/** Where each remedy stands; the wiring, which they share, is not counted. */
const FILES: Partial<Record<ColumnId, readonly string[]>> = {
  'jwt-denylist': ['shared/mitigations/denylist.ts', 'shared/accounts/ended-sign-ins.ts'],
  'cookie-session-denylist': [
    'shared/mitigations/denylist.ts',
    'shared/accounts/ended-sign-ins.ts',
  ],
  'jwt-account-check': ['shared/mitigations/account-check.ts', 'shared/accounts/ended-sign-ins.ts'],
  'jwt-account-check-on-renewal': [
    'shared/mitigations/account-check.ts',
    'shared/accounts/ended-sign-ins.ts',
  ],
  'server-session-account-check': [
    'shared/mitigations/account-check.ts',
    'shared/accounts/ended-sign-ins.ts',
  ],
  'jwt-refresh': [
    'shared/mitigations/refresh.ts',
    CARRIED_WITHIN,
    'shared/accounts/refresh-families.ts',
  ],
  'cookie-session-encrypted': ['shared/mitigations/encryption.ts', CARRIED_WITHIN],
}

/** Reads and writes of the accounts' database. */
export interface Asked {
  reads: number
  writes: number
}

export interface Costs {
  column: Column
  me: Asked
  visit: Asked
  signOut: Asked
  /** Where there is such a route. */
  refresh?: Asked
  /** Of the `Cookie` header of `GET /me` right after the sign-in. */
  cookieBytes: number
  /** Without comments and empty lines; 0 for a pure style. */
  linesOfCode: number
}

/** Of every column that takes no engine of its own; what `STORE` is asked is not in them. */
export async function countCosts(): Promise<Costs[]> {
  const costs: Costs[] = []
  const ends: (() => unknown)[] = []
  const scope: Scope = { teardown: (end) => void ends.unshift(end) }
  // One for all: its demo users are hashed once.
  const dataDirectory = temporaryDirectory(scope)
  try {
    for (const column of COLUMNS.filter(({ engine }) => engine === undefined)) {
      costs.push(await costsOf(column, dataDirectory, scope))
    }
  } finally {
    for (const end of ends) await end()
  }
  return costs
}

type Scope = Parameters<typeof injectApp>[0]

async function costsOf(column: Column, dataDirectory: string, scope: Scope): Promise<Costs> {
  const { app, service, database } = await injectApp(scope, column.style, {
    ...column.settings,
    DATA_DIR: dataDirectory,
  })
  const count: Asked = { reads: 0, writes: 0 }
  for (const name of ['get', 'all', 'run', 'insert'] as const) {
    const kind = name === 'get' || name === 'all' ? 'reads' : 'writes'
    const real = database[name] as (sql: string, ...values: Value[]) => Promise<never>
    database[name] = (sql: string, ...values: Value[]) => {
      count[kind] += 1
      return real(sql, ...values)
    }
  }
  const signedIn = await app.inject({
    method: 'POST',
    url: '/login',
    payload: ALICE,
    headers: FORM,
  })
  const all = cookieOf(signedIn)
  const cookie = all
    .split('; ')
    .filter((pair) => !pair.includes('-refresh='))
    .join('; ')

  const asked = async (method: 'GET' | 'POST', url: string, sent = cookie): Promise<Asked> => {
    Object.assign(count, { reads: 0, writes: 0 })
    const answer = await app.inject({ method, url, headers: { ...FORM, cookie: sent } })
    if (answer.statusCode >= 400) throw new Error(`${method} ${url}: ${answer.statusCode}`)
    return { ...count }
  }
  const me = await asked('GET', '/me')
  const visit = await asked('GET', '/')
  const refresh = service.style.can.refresh ? await asked('POST', '/refresh', all) : undefined
  const signOut = await asked('POST', '/logout')
  return {
    column,
    me,
    visit,
    signOut,
    ...(refresh && { refresh }),
    cookieBytes: cookie.length,
    linesOfCode: (FILES[column.id] ?? []).reduce((sum, file) => sum + linesOf(file), 0),
  }
}

function linesOf(file: string): number {
  const code = readFileSync(new URL(file, ROOT), 'utf8').replaceAll(/\/\*.*?\*\//gs, '')
  return code.split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line)).length
}
