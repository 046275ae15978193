/** `npm run docs`: writes the documents that are made from the code. */
import { writeFileSync } from 'node:fs'
import { DOCUMENTS } from './documents.ts'

for (const [path, make] of Object.entries(DOCUMENTS)) {
  writeFileSync(path, await make())
  console.log(`wrote ${path}`)
}
