/** A red run on purpose, for run-files.test.ts. */
import { runFiles } from '../run-files.ts'

runFiles('.fixture.js', [], { atOnce: 1 })
