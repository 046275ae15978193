/**
 * `npm run test:suite`: the conformance suite itself, against sound, altered, hostile and remedied servers; and
 * what takes too long for `npm test`, which is to end within two minutes.
 */
import { runFiles } from './support/run-files.ts'

runFiles('.suite.js', ['conformance'], { atOnce: 4 })
