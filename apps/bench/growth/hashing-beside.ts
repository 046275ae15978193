/**
 * What a visitor notices of the sign-ins of others: requests come at a steady pace, whatever the answers take,
 * for a while alone and for a while beside sign-ins at the cost that the product has.
 */

import { ARGON2ID } from '../../../shared/accounts/passwords.ts'
import { STYLES } from '../../../shared/styles.ts'
import { type HashingBeside, SIGN_INS_PER_SECOND } from '../figures/growth.ts'
import { median } from '../figures/statistics.ts'
import { type Asked, withConnections } from '../load/connection.ts'
import { signInRequest } from '../load/requests.ts'
import { quantile } from '../load/run-load.ts'
import { runPaced } from '../load/run-paced.ts'
import { makeAccounts } from '../places/accounts.ts'
import { Standing } from '../standing.ts'
import { subjectOf } from '../subjects.ts'
import type { Growing } from './growing.ts'

const VISITORS = 20
const REQUESTS_PER_SECOND = 200
const ROUNDS = 7
const SECONDS = 4
const CONNECTIONS = 16

export async function besideHashing(growing: Growing): Promise<HashingBeside[]> {
  const found: HashingBeside[] = []
  for (const id of STYLES) found.push(await measured(id, growing))
  return found
}

async function measured(id: string, growing: Growing): Promise<HashingBeside> {
  const { scope, folder, onProgress, stopped } = growing
  const subject = subjectOf(id)
  const server = await subject.start(scope, await makeAccounts(folder(), ARGON2ID))
  const { host, port } = new URL(server.url)
  const standing = new Standing(subject, server.url, server.process.pid as number)
  await standing.signIn(VISITORS)
  await standing.read('me', 2000) // what runs for the first time is slower
  const questions = standing.requestsFor('me')
  const ask = (index: number) => questions[index % VISITORS] as Asked
  const signIn = (index: number) => signInRequest(host, index)
  const readers = () => paced(Number(port), ask, REQUESTS_PER_SECOND)
  const signIns = () => paced(Number(port), signIn, SIGN_INS_PER_SECOND)
  const alone: Float64Array[] = []
  const beside: Float64Array[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    stopped()
    onProgress(`${subject.title}: round ${round + 1} of ${ROUNDS} beside sign-ins`)
    alone.push(await readers())
    const [seen] = await Promise.all([readers(), signIns()])
    beside.push(seen)
  }
  const of = (rounds: Float64Array[], share: number) =>
    median(rounds.map((each) => quantile(each, share)))
  return {
    id,
    title: subject.title,
    p50Ms: of(alone, 0.5),
    p99Ms: of(alone, 0.99),
    besideP50Ms: of(beside, 0.5),
    besideP99Ms: of(beside, 0.99),
    times: median(
      beside.map((each, i) => quantile(each, 0.99) / quantile(alone[i] as Float64Array, 0.99)),
    ),
  }
}

function paced(
  port: number,
  next: (index: number) => Asked,
  perSecond: number,
): Promise<Float64Array> {
  return withConnections(port, CONNECTIONS, (connections) =>
    runPaced(connections, next, { perSecond, seconds: SECONDS }),
  )
}
