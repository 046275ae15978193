/** The documents' commands in zsh, the shell of macOS: `npm test` runs them in bash. */
import t from 'tap'
import { testAnswers } from './document-test.ts'

for (const name of ['walkthrough', 'conformance', 'notes-and-practice']) {
  t.test(`docs/${name}.md`, (t) => testAnswers(t, `docs/${name}.md`, 'zsh'))
}
