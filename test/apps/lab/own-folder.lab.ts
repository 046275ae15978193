/** A lab that was killed could not tidy up: the next one does. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ownFolder } from '../../../apps/lab/own-folder.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'

t.test('folders of labs that have ended go, and no others', async (t) => {
  const within = temporaryDirectory(t)
  const { pid: ended } = spawnSync('true')
  const left = join(within, `three-ways-lab-${ended}-abc`)
  const others = [`three-ways-lab-${process.ppid}-abc`, 'three-ways-lab-abc', `other-${ended}-abc`]
  for (const name of [left, ...others.map((each) => join(within, each))])
    mkdirSync(join(name, 'table'), { recursive: true })
  const own = ownFolder(within)
  t.equal(existsSync(left), false, 'left behind')
  for (const name of others) t.equal(existsSync(join(within, name)), true, name)
  t.equal(statSync(own).mode & 0o777, 0o700)
})
