/**
 * Starts the lab, on loopback only; `LAB_PORT` moves it, docs/decisions/lab.md has the other settings. Tells who
 * started it where it listens.
 */
import type { AddressInfo } from 'node:net'
import closeWithGrace from 'close-with-grace'
import { stopWithNpm } from '../../shared/app/stop-with-npm.ts'
import { buildLab } from './build-lab.ts'
import { publicOriginIn } from './protection.ts'

const GRACE_MS = 10_000

try {
  const app = await buildLab()
  const grace = closeWithGrace({ delay: GRACE_MS, logger: false }, ({ err }) => {
    if (err !== undefined) console.error(err)
    return app.close()
  })
  await app.listen({ host: '127.0.0.1', port: portIn(process.env) })
  const { port } = app.server.address() as AddressInfo
  stopWithNpm(() => grace.close())
  process.once('disconnect', () => grace.close())
  const address = publicOriginIn(process.env) ?? `http://localhost:${port}`
  if (process.send) process.send({ listening: address })
  else console.log(`The lab: ${address}`)
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const isTaken = code === 'EADDRINUSE'
  console.error(`lab: ${isTaken ? 'its port is taken; LAB_PORT moves it.' : message}`)
  process.exit(1)
}

function portIn({ LAB_PORT = '' }: NodeJS.ProcessEnv): number {
  if (LAB_PORT === '') return 3000
  if (/^\d+$/.test(LAB_PORT) && Number(LAB_PORT) <= 65_535) return Number(LAB_PORT)
  throw new Error('LAB_PORT is a port, such as 4000.')
}
