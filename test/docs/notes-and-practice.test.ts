import { testDocument } from './document-test.ts'

await testDocument('docs/notes-and-practice.md')
