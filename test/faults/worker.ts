/** A process that judges one faulty server after the other: their ids come and outcomes go as messages. */
import { allFaults } from './catalogue/all.ts'
import { controls } from './controls.ts'
import { runFault } from './run-fault.ts'

process.on('message', async (id: string) => {
  const fault = [...controls, ...allFaults].find((each) => each.id === id)
  if (fault !== undefined) process.send?.(await runFault(fault))
})
process.once('disconnect', () => process.exit())
