/** The documents whose commands are run, from the repository's root. */
export const DOCUMENTS = [
  'docs/walkthrough.md',
  'docs/conformance.md',
  'docs/notes-and-practice.md',
]
