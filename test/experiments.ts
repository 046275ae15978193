/** `npm run test:experiments`: every experiment as it is and with its control, with nothing beside it: some measure time. */
import { runFiles } from './support/run-files.ts'

runFiles('.experiment.js', [], { atOnce: 1 })
