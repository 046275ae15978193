/** The documents' commands as a person types them; what they answer is compared in commands.suite.ts. */
import t from 'tap'
import { testTyped } from './document-test.ts'
import { DOCUMENTS } from './documents.ts'

for (const path of DOCUMENTS) {
  for (const shell of ['bash', 'zsh'] as const) {
    t.test(`${path} typed into ${shell}`, (t) => testTyped(t, path, shell))
  }
}
