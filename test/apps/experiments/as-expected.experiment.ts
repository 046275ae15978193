/** Each experiment as it is: what docs/trade-offs says holds of the servers of today. */
import { runAll } from '../../../apps/experiments/recorded/run-all.ts'

runAll({ control: false })
