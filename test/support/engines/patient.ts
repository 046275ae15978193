/**
 * `node --import` this before a server: it waits for its engines as long as the busiest machine needs. For tests whose
 * subject is not how soon a server gives up.
 */
import { engineTimeouts } from '../../../shared/engines/reach.ts'

const PATIENT_MS = 60_000

Object.assign(engineTimeouts, { operationMs: PATIENT_MS, probeMs: PATIENT_MS })
// The servers that it starts do so, too.
process.env.NODE_OPTIONS = `--import=${import.meta.url}`
