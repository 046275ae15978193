/** `npm test`: every test but those that take an engine, or judge what is not of this project. */
import { runFiles } from './support/run-files.ts'

// More at once than there are cores: much of the time of the longest is waiting for an end or a limit.
runFiles('.test.js', ['conformance', 'apps'], { atOnce: 5 })
