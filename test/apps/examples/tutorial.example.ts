/** Each small program is judged as recorded; and each case that it loses, the mended line wins. */
import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { type Mend, mended, readRecorded } from '../../../apps/examples/recorded.ts'
import { coreCases } from '../../../shared/conformance/core/core-cases.ts'
import { judgeCore } from '../../../shared/conformance/core/judge-core.ts'
import { readMap } from '../../../shared/conformance/core/read-map.ts'
import { EXAMPLES, judgeExample } from './judge-example.ts'
import { startProgram } from './program.ts'

const directory = `${EXAMPLES}/tutorial`

for (const name of ['page-counter', 'loggedin', 'cookie-session', 'jwt-cookie']) {
  const file = `${directory}/${name}.mjs`
  const map = `${directory}/${name}.map.json`
  const verdicts = `${directory}/${name}.verdicts.json`

  t.test(`${name} is judged as recorded`, (t) => judgeExample(t, { file }, { map, verdicts }))

  t.test(`the lines that mend ${name}`, async (t) => {
    for (const [lines, ids] of byMend(t, verdicts)) {
      const source = mended(readFileSync(file, 'utf8'), JSON.parse(lines) as Mend[])
      const url = await startProgram(t, { file: `mended ${name}`, source, directory })
      const selection = coreCases.filter(({ id }) => ids.includes(id))
      const { results } = await judgeCore(url, readMap(map), { selection })
      t.equal(results.length, ids.length)
      for (const { case: each, verdict, reason } of results) {
        t.equal(verdict, 'pass', `${each.id} with its line mended`, { reason })
      }
    }
  })
}

/** The cases that are lost by the same lines: one start of the mended program serves them all. */
function byMend(t: Test, verdicts: string): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [id, entry] of Object.entries(readRecorded(verdicts))) {
    if (entry === 'pass' || entry.verdict !== 'fail') continue
    t.ok(entry.lines, `${id} in ${verdicts} names its line`)
    const key = JSON.stringify(entry.lines)
    groups.set(key, [...(groups.get(key) ?? []), id])
  }
  return groups
}
