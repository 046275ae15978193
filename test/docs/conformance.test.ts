import { testDocument } from './document-test.ts'

await testDocument('docs/conformance.md')
