/** `npm run test:lab`: the lab, its page in a real browser, and what it drives. */
import { buildPage } from './apps/lab/start-lab.ts'
import { runFiles } from './support/run-files.ts'

buildPage()

runFiles('.lab.js', ['apps/lab/page'], { atOnce: 2, alone: ['apps/lab/solid'] })
