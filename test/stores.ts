/** `npm run test:stores`: the tests on real engines: MariaDB, Redis, a Redis Cluster. */
import { runFiles } from './support/run-files.ts'

runFiles('.engine.js', ['conformance'], { atOnce: 2, limitMs: 600_000 })
