import type { Test } from 'tap'
import { readRecorded, verdictOf } from '../../../apps/examples/recorded.ts'
import { judgeCore } from '../../../shared/conformance/core/judge-core.ts'
import { readMap } from '../../../shared/conformance/core/read-map.ts'
import { type Program, startProgram } from './program.ts'

/** From the project's root, which is where the tests run. */
export const EXAMPLES = 'apps/examples'

/** Judges an example and demands the verdicts that were recorded: no better and no worse. */
export async function judgeExample(
  t: Test,
  program: Program,
  files: { map: string; verdicts: string },
): Promise<void> {
  const url = await startProgram(t, program)
  const { results } = await judgeCore(url, readMap(files.map))
  const recorded = readRecorded(files.verdicts)
  for (const { case: each, verdict, reason } of results) {
    const entry = recorded[each.id]
    t.equal(verdict, verdictOf(entry), `${each.id}: ${each.requirement}`, { reason })
    const because = typeof entry === 'object' ? entry.because : 'passes'
    t.match(because, /\w{4}/, `${each.id} is explained`)
  }
  const ids = results.map((result) => result.case.id)
  t.strictSame(Object.keys(recorded).sort(), ids.sort(), 'every case is recorded, and no other')
}
