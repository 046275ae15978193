/** `npm run test:stores`: the tests on real engines: MariaDB, Redis, a Redis Cluster. */
import { runFiles } from './support/run-files.ts'

// One at a time: under a load of their own, loads on a store would meet the limit after which it counts as away.
runFiles('.engine.js', ['shared/conformance'], { atOnce: 1 })
