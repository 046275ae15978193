/** `npm run test:lab`: the lab, its page in a real browser, and what it drives. */
import { buildPage } from './lab/start-lab.ts'
import { runFiles } from './support/run-files.ts'

buildPage()

runFiles('.lab.js', ['lab/page'], { atOnce: 2, alone: ['lab/solid'] })
