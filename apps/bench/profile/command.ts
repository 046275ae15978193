/**
 * `npm run bench:profile -- ID [FILE]`: where the time of a signed-in `GET /me` goes, by library; FILE gets
 * the profile itself, for a browser's developer tools.
 */
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noSuch } from '../../../shared/nearest.ts'
import { makeAccounts } from '../places/accounts.ts'
import { pinLoad, pinServer } from '../places/pin.ts'
import { Standing } from '../standing.ts'
import { SUBJECTS } from '../subjects.ts'
import { byLibrary, type CpuProfile } from './by-library.ts'

const CREDENTIALS = 10_000
const WARM_UP_MS = 3000
const PROFILED_MS = 8000
/** Below this share of the time a line tells nothing. */
const LEAST_SHARE = 0.004

const [id = '', keep] = process.argv.slice(2)
const subject = SUBJECTS.find((each) => each.id === id)
if (subject === undefined) {
  const ids = SUBJECTS.map((each) => each.id)
  console.error(
    `${noSuch('subject', id, ids)}\nnpm run bench:profile -- ID [FILE], of: ${ids.join(', ')}`,
  )
  process.exit(2)
}
const ends: (() => unknown)[] = []
const scope = { teardown: (end: () => unknown) => void ends.unshift(end) }
const folder = mkdtempSync(join(tmpdir(), 'profile-'))
scope.teardown(() => rmSync(folder, { recursive: true, force: true }))
try {
  const preload = new URL('./preload.js', import.meta.url).href
  const server = await subject.start(scope, await makeAccounts(folder), ['--import', preload])
  const pid = server.process.pid as number
  if (pinLoad(process.pid)) pinServer(pid)
  const standing = new Standing(subject, server.url, pid)
  await standing.signIn(CREDENTIALS)
  await standing.read('me', WARM_UP_MS)
  const { cpuMicros } = await standing.read('me', WARM_UP_MS)
  server.process.send('profile')
  await once(server.process, 'message')
  await standing.read('me', PROFILED_MS)
  const file = keep ?? join(folder, 'profile.json')
  server.process.send({ profileTo: file })
  await once(server.process, 'message')
  const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile
  console.log(
    `${subject.title}: ${cpuMicros.toFixed(1)} µs of CPU for each GET /me, without the profiler\n`,
  )
  console.log('share   µs    own  Node  whose')
  for (const { owner, own, node } of byLibrary(profile)) {
    const share = own + node
    if (share < LEAST_SHARE) continue
    const percent = (part: number) => `${(part * 100).toFixed(1)}`.padStart(5)
    console.log(
      `${percent(share)} ${(share * cpuMicros).toFixed(1).padStart(5)}  ${percent(own)} ${percent(node)}  ${owner}`,
    )
  }
} finally {
  for (const end of ends) await end()
}
