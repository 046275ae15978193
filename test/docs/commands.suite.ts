/** Each of the documents' commands is run, in bash and in zsh, the shell of macOS. */
import t from 'tap'
import { testAnswers } from './document-test.ts'
import { DOCUMENTS } from './documents.ts'

t.jobs = 2
for (const path of DOCUMENTS) {
  for (const shell of ['bash', 'zsh'] as const) {
    t.test(`${path} in ${shell}`, (t) => testAnswers(t, path, shell))
  }
}
