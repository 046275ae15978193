/** `npm run test:suite`: the conformance suite itself, against sound, altered, hostile and remedied servers. */
import { runFiles } from './support/run-files.ts'

runFiles('.suite.js', ['conformance'], { atOnce: 4, limitMs: 240_000 })
