/** `npm run docs`: writes the documents that are made from the code. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DOCUMENTS } from './documents.ts'

for (const [path, make] of Object.entries(DOCUMENTS)) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, await make())
  console.log(`wrote ${path}`)
}
