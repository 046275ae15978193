/** What a server keeps of each visitor on its heap: many come, a tenth of them sign in, and nobody comes back. */
import { STYLES } from '../../../shared/styles.ts'
import type { Kept } from '../figures/growth.ts'
import { withConnections } from '../load/connection.ts'
import { signInRequest, visitRequest } from '../load/requests.ts'
import { runLoad } from '../load/run-load.ts'
import { makeAccounts } from '../places/accounts.ts'
import { subjectOf } from '../subjects.ts'
import type { Growing } from './growing.ts'
import { HEAP_ARGS, heapBytes } from './heap.ts'

const VISITORS = 100_000
/** What runs for the first time, and what is bounded, is on the heap after these. */
const BEFORE_THAT = 20_000
const SIGN_IN_EVERY = 10
const CONNECTIONS = 16

export async function keptForVisitors(growing: Growing): Promise<Kept[]> {
  const kept: Kept[] = []
  const count = { before: BEFORE_THAT, visitors: VISITORS }
  for (const id of STYLES) kept.push(await keptBy(id, count, growing, HEAP_ARGS))
  return kept
}

/** @param nodeArgs with those for the heap */
export async function keptBy(
  id: string,
  { before: visitorsBefore, visitors }: { before: number; visitors: number },
  growing: Growing,
  nodeArgs: readonly string[],
): Promise<Kept> {
  const { scope, folder, onProgress, stopped } = growing
  const subject = subjectOf(id)
  const server = await subject.start(scope, await makeAccounts(folder()), nodeArgs)
  const { host, port } = new URL(server.url)
  stopped()
  onProgress(`${subject.title}: ${visitors} visitors`)
  await come(host, Number(port), visitorsBefore)
  const before = await heapBytes(server.process)
  stopped()
  const signIns = await come(host, Number(port), visitors)
  const moreBytes = (await heapBytes(server.process)) - before
  await server.stop()
  return { id, title: subject.title, visitors, signIns, moreBytes }
}

/** @returns how many of them signed in */
async function come(host: string, port: number, visitors: number): Promise<number> {
  let signIns = 0
  const next = (i: number) => {
    if (i % SIGN_IN_EVERY !== 0) return visitRequest(host)
    signIns += 1
    return signInRequest(host, i / SIGN_IN_EVERY)
  }
  await withConnections(port, CONNECTIONS, (connections) =>
    runLoad(connections, next, { until: (sent) => sent >= visitors }),
  )
  return signIns
}
