/** `npm run measure:stores`: the loads on every store, and a million sessions, their figures kept for docs/stores.md. */
import { runFiles } from './support/run-files.ts'

runFiles('.engine.js', [], {
  atOnce: 1,
  under: ['stores-under-fault', 'engines/million-over-http'],
})
