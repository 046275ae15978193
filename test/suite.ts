/**
 * `npm run test:suite`: the conformance suite itself, against sound, altered, hostile and remedied servers; and
 * what takes too long for `npm test`, which a newcomer waits for.
 */
import { runFiles } from './support/run-files.ts'

runFiles('.suite.js', ['conformance', 'docs'], { atOnce: 4 })
