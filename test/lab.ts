/** `npm run test:lab`: the lab, its page in a real browser, and what it drives. */
import { runFiles } from './support/run-files.ts'

runFiles('.lab.js', ['lab/page'], { atOnce: 2, limitMs: 240_000 })
