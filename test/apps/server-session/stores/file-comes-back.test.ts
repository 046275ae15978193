/** A folder that comes back between two steps of one operation: absent is said only of what is absent. */
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { anonymous } from '../../../../apps/bench/growth/states.ts'
import { openFileStore } from '../../../../apps/server-session/stores/file.ts'
import { temporaryDirectory } from '../../../../shared/processes/start-server.ts'

const ROUNDS = 300

t.test(
  'neither a read nor a removal mistakes a moment without the folder for its answer',
  async (t) => {
    const parent = temporaryDirectory(t)
    const directory = join(parent, 'states')
    const away = join(parent, 'away')
    mkdirSync(directory)
    const store = openFileStore(directory, 3600)
    t.teardown(() => store.close())
    const wrong: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = `key ${round}`
      await store.set(key, anonymous(round))
      renameSync(directory, away)
      const read = store.get(key).then(
        (state) => state?.visits === round || wrong.push(`${key}: read as absent`),
        () => {}, // unavailable, which is so
      )
      // Some turns later, at another place of the operation each time.
      for (let turn = 0; turn < round % 6; turn += 1) await new Promise(setImmediate)
      renameSync(away, directory)
      await read

      renameSync(directory, away)
      const removed = store.destroy(key).then(
        () => true,
        () => false,
      )
      for (let turn = 0; turn < round % 6; turn += 1) await new Promise(setImmediate)
      renameSync(away, directory)
      if ((await removed) && (await store.get(key)) !== undefined) {
        wrong.push(`${key}: removed, and still there`)
      }
    }
    t.strictSame(wrong, [])
  },
)
