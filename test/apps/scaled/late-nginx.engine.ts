/** An nginx that takes its time: who is told that it has started can connect. */
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { delimiter, join } from 'node:path'
import t from 'tap'
import { Nginx } from '../../../apps/scaled/nginx.ts'
import { installed } from '../../../shared/processes/backends/installed.ts'
import { freePort } from '../../../shared/processes/free-port.ts'

/** `nginx -t` and `nginx -s` at once, as they are; the one that serves, late. */
const LATE = `#!/bin/sh
PATH=$(printf %s "$PATH" | cut -d: -f2-)
case "$*" in *"daemon off"*) sleep 0.5 ;; esac
exec nginx "$@"
`

t.test('a start is over when it listens, however long that takes', async (t) => {
  if (installed(t, ['nginx'], 'apt-get install nginx-light') === undefined) return
  const folder = t.testdir()
  const shim = join(folder, 'nginx')
  writeFileSync(shim, LATE)
  chmodSync(shim, 0o755)
  const { PATH = '' } = process.env
  process.env.PATH = folder + delimiter + PATH
  t.teardown(() => Object.assign(process.env, { PATH }))
  const behind = createServer((_request, response) => response.end('answered'))
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve))
  t.teardown(() => behind.close())
  const address = `127.0.0.1:${(behind.address() as AddressInfo).port}`
  const port = await freePort()

  const nginx = new Nginx(join(folder, 'run'), ['127.0.0.1'])
  t.teardown(() => nginx.stop())
  await nginx.start([{ style: 'jwt', port, instances: [{ address, draining: false }] }])

  await t.resolves(
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', resolve)
      socket.once('error', reject)
      t.teardown(() => socket.destroy())
    }),
    'it listens',
  )
  t.equal(await (await fetch(`http://127.0.0.1:${port}`)).text(), 'answered')
})
