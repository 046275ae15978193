/** `npm run faulty -- ID`: one faulty server, to be played with: the exercises of docs/faults start here. */

import { noSuch } from '../../shared/nearest.ts'
import { allFaults } from './catalogue/all.ts'
import { controls } from './controls.ts'
import { startFaulty } from './run-fault.ts'

const id = process.argv[2]
const fault = [...controls, ...allFaults].find((each) => each.id === id)
if (fault === undefined) {
  const ids = [...controls, ...allFaults].map((each) => each.id)
  console.error(
    id === undefined
      ? `Usage: npm run faulty -- ID, one of:\n${ids.join('\n')}`
      : noSuch('fault', id, ids),
  )
  process.exitCode = 2
} else {
  const ends: (() => unknown)[] = []
  const { server } = await startFaulty({ teardown: (end) => void ends.unshift(end) }, fault)
  console.log(`A faulty ${fault.server} at ${server.url}, with the demo users. Ctrl-C stops it.`)
  process.once('SIGINT', async () => {
    for (const end of ends) await end()
  })
  process.once('SIGTERM', () => process.emit('SIGINT'))
}
