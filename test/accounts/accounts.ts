/** An accounts' database of a test's own, real and in a file, so that several can open it at once. */
import { join } from 'node:path'
import { type Database, openDatabase } from '../../shared/accounts/database.ts'
import { type SignInLimits, type Throttle, throttleIn } from '../../shared/accounts/throttle.ts'
import { temporaryDirectory } from '../support/server.ts'

interface Test {
  teardown(end: () => unknown): void
}

export function databasePath(t: Test): string {
  return join(temporaryDirectory(t), 'accounts.db')
}

export async function database(t: Test, path = databasePath(t)): Promise<Database> {
  const opened = await openDatabase(path)
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
  path = databasePath(t),
): Promise<Throttle> {
  const made = throttleIn(await database(t, path), { ...LIMITS, ...limits })
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
