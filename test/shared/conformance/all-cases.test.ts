import t from 'tap'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { groupOf } from '../../../shared/conformance/case.ts'
import { coreCases } from '../../../shared/conformance/core/core-cases.ts'
import { GROUPS } from '../../../shared/conformance/groups.ts'

const ALL = [...allCases, ...coreCases]

t.test('ids are unique, of a group and in kebab case', async (t) => {
  t.equal(new Set(ALL.map(({ id }) => id)).size, ALL.length)
  for (const { id } of allCases) t.match(id, /^[a-z0-9-]+\.[a-z0-9-]+$/)
  for (const { id } of coreCases) t.match(id, /^core\.[a-z0-9-]+\.[a-z0-9-]+$/)
})

t.test('a requirement is one sentence, with a reference', async (t) => {
  for (const { id, requirement, references } of ALL) {
    t.match(requirement, /^\S.*[^.]\.$/, id)
    t.ok(references.length > 0, id)
  }
})

t.test('every group is described, and no other', async (t) => {
  t.strictSame(new Set(Object.keys(GROUPS)), new Set(ALL.map(groupOf)))
})
