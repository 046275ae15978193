/** `npm run measure:stores`: the loads on every store, one after the other, their figures kept for docs/stores.md. */
import { runFiles } from './support/run-files.ts'

runFiles('.engine.js', [], {
  atOnce: 1,
  limitMs: 300_000,
  under: 'stores-under-fault',
})
