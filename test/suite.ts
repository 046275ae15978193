/**
 * `npm run test:suite`: the conformance suite itself, against sound, altered, hostile and remedied servers;
 * every experiment, as it is and with its control.
 */
import { runFiles } from './support/run-files.ts'

runFiles('.suite.js', ['experiments', 'conformance'], { atOnce: 4, limitMs: 480_000 })
