/** Each experiment as it is: what docs/trade-offs says holds of the servers of today. */
import { runAll } from './run-all.ts'

runAll({ control: false })
