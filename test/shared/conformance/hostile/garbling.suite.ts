/** Answers that are garbled on the way: whatever comes is a verdict on the server, none on the suite. */
import t from 'tap'
import { allCases } from '../../../../shared/conformance/all-cases.ts'
import { startServer } from '../../../../shared/processes/start-server.ts'
import { STYLES } from '../../../../shared/styles.ts'
import { chance } from '../../../support/chance.ts'
import { startChanging } from './changing.ts'
import { garbling } from './garbling.ts'
import { byContract, everSound, judgeHostile } from './judge-hostile.ts'

/** The first of them let both users in. */
const SOUND_ANSWERS = 6
const cases = allCases.filter(({ uses, alone, slow }) => uses === undefined && !alone && !slow)

t.jobs = STYLES.length
for (const [index, style] of STYLES.entries()) {
  t.test(`${style}, garbled`, async (t) => {
    const server = await startServer(t, style, { JWT_ALGORITHM: 'ES256' })
    const change = garbling(chance(index), SOUND_ANSWERS)
    const url = await startChanging(t, server.url, change)
    const third = cases.filter((_, at) => at % STYLES.length === index)
    // One case after the other, so that the same answers are garbled each time.
    const options = { concurrency: 1 }
    const { status, results } = await judgeHostile(
      url,
      byContract(server.url, everSound(), third),
      options,
    )
    t.equal(status, 1, 'the garbling is seen')
    for (const { case: each, verdict, reason } of results) {
      t.not(verdict, 'error', each.id, { reason })
    }
  })
}
