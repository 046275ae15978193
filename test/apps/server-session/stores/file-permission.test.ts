import { chmodSync } from 'node:fs'
import t, { type Test } from 'tap'
import { NODE } from '../../../../shared/processes/node.ts'
import { temporaryDirectory } from '../../../../shared/processes/start-server.ts'
import { run } from '../../../support/run.ts'

const STORE = new URL('../../../../apps/server-session/stores/file.js', import.meta.url).href

/** Root may write anywhere, so a test that root runs becomes nobody first; what it needs is read by then. */
const OPEN = `
import { openFileStore } from ${JSON.stringify(STORE)}
if (process.getuid?.() === 0) {
  process.setgroups([])
  process.setgid(65534)
  process.setuid(65534)
}
try {
  openFileStore(process.argv[1], 60)
  console.log('opened')
} catch ({ name, message }) {
  console.log(name + ': ' + message)
}
process.exit()
`

async function opened(t: Test, mode: number): Promise<string> {
  const directory = temporaryDirectory(t)
  chmodSync(directory, mode)
  const [command, ...args] = NODE
  const { stdout, stderr } = await run(command, [
    ...args,
    ...['--input-type=module', '--eval', OPEN, directory],
  ])
  return `${stdout}${stderr}`.replace(directory, 'DIR')
}

t.test('a folder that can not be written is refused at the start, in one sentence', async (t) => {
  const refused = 'SettingError: STORE: no permission to keep sessions in "DIR".\n'
  t.equal(await opened(t, 0o555), refused, 'read alone')
  t.equal(await opened(t, 0o666), refused, 'not to be entered')
})

t.test('a folder that is there already and can be written is taken', async (t) => {
  t.equal(await opened(t, 0o777), 'opened\n')
})
