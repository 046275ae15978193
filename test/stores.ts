/** `npm run test:stores`: the tests on real engines: MariaDB, Redis, a Redis Cluster. */
import { runFiles } from './support/run-files.ts'

// One at a time: half of them measure how long a server refuses, and a load makes that longer.
runFiles('.engine.js', ['conformance'], { atOnce: 1 })
