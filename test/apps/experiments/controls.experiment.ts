/** With one thing changed, each experiment comes out the other way: it can. */
import { runAll } from '../../../apps/experiments/recorded/run-all.ts'

runAll({ control: true })
