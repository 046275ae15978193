/**
 * An accounts' database of a test's own, real, which several can open at once: a file, or with
 * `TEST_MYSQL` (the URL of a server, without a database) a database on that server.
 */
import { join } from 'node:path'
import type { Database } from '../../../shared/accounts/database.ts'
import { openDatabase } from '../../../shared/accounts/open-database.ts'
import { type SignInLimits, type Throttle, throttleIn } from '../../../shared/accounts/throttle.ts'
import { makeDatabase } from '../../../shared/processes/backends/mariadb.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'

interface Test {
  teardown(end: () => unknown): void
}

export async function databaseUrl(t: Test): Promise<string> {
  const server = process.env.TEST_MYSQL
  if (server === undefined) return `file:${join(temporaryDirectory(t), 'accounts.db')}`
  return `${server}${await makeDatabase(server)}`
}

export async function database(t: Test, url?: string): Promise<Database> {
  const opened = await openDatabase(url ?? (await databaseUrl(t)))
  t.teardown(() => opened.close())
  return opened
}

export const LIMITS: SignInLimits = {
  windowSeconds: 60,
  accountAndAddress: 3,
  address: 20,
  account: 10,
}

/** A throttle that is ready: its table is made in passing, a moment after the call. */
export async function throttle(
  t: Test,
  limits: Partial<SignInLimits> = {},
  url?: string,
): Promise<Throttle> {
  const made = throttleIn(await database(t, url), { ...LIMITS, ...limits })
  await new Promise(setImmediate)
  return made
}

export const HERE = '192.0.2.1'
const wrong = async () => false
const right = async () => true

/** What became of an attempt: `right`, `wrong`, or the code of the problem. */
export type Outcome = 'right' | 'wrong' | string

export async function guess(on: Throttle, name = 'alice', from = HERE): Promise<Outcome> {
  return outcome(on.attempt(name, from, wrong))
}

export async function know(on: Throttle, name = 'alice', from = HERE): Promise<Outcome> {
  return outcome(on.attempt(name, from, right))
}

export function outcome(attempt: Promise<boolean>): Promise<Outcome> {
  return attempt.then(
    (passed) => (passed ? 'right' : 'wrong'),
    (problem) => problem.code ?? String(problem),
  )
}

/** Runs the same thing one after the other. */
export async function times<Result>(many: number, run: (i: number) => Promise<Result>) {
  const results: Result[] = []
  for (let i = 0; i < many; i += 1) results.push(await run(i))
  return results
}
