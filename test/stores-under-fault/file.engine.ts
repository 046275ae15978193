import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { temporaryDirectory } from '../support/server.ts'
import { serverKilled } from './faults.ts'
import { underLoad } from './under-load.ts'

t.test('sessions in files', async (t) => {
  const directory = join(temporaryDirectory(t), 'states')
  await underLoad(t, 'files', { STORE: `file:${directory}` }, [
    serverKilled(3),
    {
      ...{ name: 'the folder vanished', atSecond: 10, takes: 'store' },
      async happen() {
        renameSync(directory, `${directory}-away`)
        await delay(2500)
        renameSync(`${directory}-away`, directory)
      },
    },
  ])
})
