/** A process that judges one faulty server after the other: what to judge comes and outcomes go as messages. */
import { allFaults } from './catalogue/all.ts'
import { controls } from './controls.ts'
import { runFault } from './run-fault.ts'

export interface Order {
  readonly id: string
  readonly whole: boolean
}

process.on('message', async ({ id, whole }: Order) => {
  const fault = [...controls, ...allFaults].find((each) => each.id === id)
  if (fault !== undefined) process.send?.(await runFault(fault, whole))
})
process.once('disconnect', () => process.exit())
