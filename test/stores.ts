/** `npm run test:stores`: the tests on real engines: MariaDB, Redis, a Redis Cluster. */
import { runFiles } from './support/run-files.ts'

// Most of their time is waiting, for an engine to come back or for a lock.
runFiles('.engine.js', ['shared/conformance', 'apps/server-session'], { atOnce: 3 })
