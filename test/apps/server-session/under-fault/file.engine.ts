import { chmodSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startFile } from '../../../../shared/processes/start-server.ts'
import { statesDamaged } from './corrupt.ts'
import { serverKilled } from './faults.ts'
import { directoryOfNobody } from './nobody.ts'
import { type Fault, underLoad } from './under-load.ts'

const AS_NOBODY = fileURLToPath(new URL('./as-nobody.js', import.meta.url))

const vanished = (atSecond: number, directory: string): Fault => ({
  name: 'the folder vanished',
  atSecond,
  takes: 'store',
  async happen({ lasts }) {
    renameSync(directory, `${directory}-away`)
    await lasts()
    renameSync(`${directory}-away`, directory)
  },
})

const readOnly = (atSecond: number, directory: string): Fault => ({
  name: 'the folder read-only',
  atSecond,
  takes: 'writes',
  async happen({ lasts }) {
    chmodSync(directory, 0o500)
    await lasts()
    chmodSync(directory, 0o700)
  },
})

t.test('sessions in files', async (t) => {
  const DATA_DIR = directoryOfNobody(t)
  const directory = join(DATA_DIR, 'states')
  const damage = (key: string, text: string) => writeFileSync(join(directory, `${key}.json`), text)
  await underLoad(
    t,
    'files',
    { DATA_DIR, STORE: `file:${directory}` },
    [serverKilled(3), statesDamaged(5.5, damage), vanished(8, directory), readOnly(14, directory)],
    { start: (settings) => startFile(t, AS_NOBODY, settings) },
  )
})
