/** The lab asks a server that it started what it holds: it waits as long as that process runs, and no longer. */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { SeatServers } from '../../apps/lab/play/seat-servers.ts'
import { temporaryDirectory } from '../support/server.ts'

/** Longer than the two seconds after which the lab once took a live server for one that is gone. */
const HELD_UP_MS = 2500

t.test('a server that is held up is waited for, and one that ends is gone', async (t) => {
  const servers = await SeatServers.open('server-session', join(temporaryDirectory(t), 'seat'))
  t.teardown(() => servers.close())
  const pid = servers.pids[0] as number
  const entries = async () => (await servers.look()).holding.entries

  process.kill(pid, 'SIGSTOP')
  const heldUp = entries()
  await delay(HELD_UP_MS)
  process.kill(pid, 'SIGCONT')
  t.strictSame(await heldUp, [], 'it answers when it goes on')

  process.kill(pid, 'SIGSTOP')
  const ending = entries()
  process.kill(pid, 'SIGKILL')
  t.equal(await ending, null, 'nothing is known of one that ended instead of answering')
  t.equal(await entries(), null, 'nor of one that had ended before')
})
