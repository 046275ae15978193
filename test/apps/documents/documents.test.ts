import { readFileSync } from 'node:fs'
import t from 'tap'
import { DOCUMENTS } from '../../../apps/documents/documents.ts'

for (const [path, make] of Object.entries(DOCUMENTS)) {
  t.test(`${path} is what the code makes of it`, async (t) => {
    t.equal(
      readFileSync(path, 'utf8'),
      await make(),
      'run `npm run docs` and commit what it writes',
    )
  })
}
