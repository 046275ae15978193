/** How many sign-ins a second a server takes: what argon2id is told to cost, and how many cores there are. */
import { availableParallelism } from 'node:os'
import type { HashingPoint } from '../figures/growth.ts'
import { median } from '../figures/statistics.ts'
import { makeAccounts } from '../places/accounts.ts'
import { onFirstCores } from '../places/pin.ts'
import { Standing } from '../standing.ts'
import { subjectOf } from '../subjects.ts'
import type { Growing } from './growing.ts'

/** Memory with two passes and one lane; 19 MiB is the least that OWASP and ASVS 5.0 appendix C ask for. */
const MEBIBYTES = [1, 2, 4, 9, 19, 38, 64]
const ROUNDS = 5
/** So many that each measurement takes about a second. */
const SIGN_INS = { least: 32, of: 1200 }

export async function hashingCosts(growing: Growing): Promise<HashingPoint[]> {
  const { scope, folder, onProgress, stopped } = growing
  const subject = subjectOf('server-session')
  const points: HashingPoint[] = []
  for (const mebibytes of MEBIBYTES) {
    const cost = { memoryCost: mebibytes * 1024, timeCost: 2, parallelism: 1 }
    const server = await subject.start(scope, await makeAccounts(folder(), cost))
    const standing = new Standing(subject, server.url, server.process.pid as number)
    const count = Math.max(SIGN_INS.least, Math.round(SIGN_INS.of / mebibytes))
    for (let cores = 1; cores <= availableParallelism(); cores *= 2) {
      stopped()
      onProgress(`sign-ins with ${mebibytes} MiB on ${cores} of ${availableParallelism()} cores`)
      if (!onFirstCores(cores, server.process.pid as number)) continue
      const samples = []
      await standing.signInAndOut(count) // the first one does not count
      for (let round = 0; round < ROUNDS; round += 1)
        samples.push((await standing.signInAndOut(count)).signIn)
      const perSecond = samples.map(({ requests, seconds }) => requests / seconds)
      points.push({
        mebibytes,
        cores,
        signInsPerSecond: median(perSecond),
        slowestPerSecond: Math.min(...perSecond),
        fastestPerSecond: Math.max(...perSecond),
        p50Ms: median(samples.map(({ p50Ms }) => p50Ms)),
      })
    }
    await server.stop()
  }
  return points
}
