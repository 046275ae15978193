import t from 'tap'
import { ALL_EXPERIMENTS } from '../../../apps/experiments/all-experiments.ts'
import { COLUMNS } from '../../../apps/experiments/columns.ts'
import { expectedAt, isControlAt } from '../../../apps/experiments/expected.ts'
import { groupOf } from '../../../apps/experiments/experiment.ts'
import { SETTINGS } from '../../../shared/config/settings.ts'

t.test('ids are unique, in kebab case, and the groups stand together', async (t) => {
  const ids = ALL_EXPERIMENTS.map(({ id }) => id)
  t.equal(new Set(ids).size, ids.length)
  for (const id of ids) t.match(id, /^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/)
  const groups = ALL_EXPERIMENTS.map(groupOf)
  const changes = groups.filter((group, index) => group !== groups[index - 1])
  t.equal(new Set(changes).size, changes.length)
})

for (const each of ALL_EXPERIMENTS) {
  t.test(each.id, async (t) => {
    const words = Object.keys(each.verdicts)
    const expected = Object.entries(each.expected)
    t.match(each.question, /^[A-Z].*\?$/, 'a question')
    t.ok(each.claim.text.length > 10 && each.claim.by.length > 2, 'somebody claims something')
    t.ok(each.references.length > 0, 'it refers to something')
    t.ok(words.length > 1, 'more than one verdict is possible')
    for (const text of [
      ...each.steps,
      each.control.changed,
      ...expected.map(([, [, why]]) => why),
    ]) {
      t.match(text, /^[^a-z\s].*[.?]$/s, 'a sentence')
    }
    for (const kind of ['client', 'server'])
      t.hasProp(each.expected, kind, `an expectation for ${kind}`)
    for (const [column, [verdict]] of expected) {
      t.ok(words.includes(verdict), `"${verdict}" at ${column} is one of its verdicts`)
    }
    const { verdict } = each.control
    t.ok(words.includes(verdict), 'so is the one of the control')
    const turned = COLUMNS.filter((column) => {
      return expectedAt(each, column)[0] !== verdict && isControlAt(each, column)
    })
    t.not(turned.length, 0, 'at some column the control turns the verdict')
    for (const name of Object.keys(each.settings ?? {})) t.hasProp(SETTINGS.properties, name)
    for (const word of Object.keys(each.formulas ?? {})) {
      t.ok(words.includes(word), `the formula of "${word}" is of one of its verdicts`)
    }
  })
}

t.test(
  'columns: each of its own, built on a pure one of its style, by settings that there are',
  async (t) => {
    const ids = COLUMNS.map(({ id }) => id)
    t.equal(new Set(ids).size, ids.length)
    for (const { style, basedOn, settings } of COLUMNS) {
      t.equal(basedOn, style)
      for (const name of Object.keys(settings)) t.hasProp(SETTINGS.properties, name)
    }
  },
)
