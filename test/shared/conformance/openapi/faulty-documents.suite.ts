/** Each fault of a document, or of what it says of answers, is noticed by the cases that are about it. */
import t from 'tap'
import { FAULTS } from '../../../../apps/faults/openapi/faults.ts'
import { OPENAPI_CASES, serverToAlter } from './judged.ts'

const servers = {
  jwt: await serverToAlter(t, 'jwt'),
  'server-session': await serverToAlter(t, 'server-session'),
}

for (const [name, { alteration, noticed, style = 'server-session' }] of Object.entries(FAULTS)) {
  t.test(name, async (t) => {
    const results = await servers[style].judged(t, alteration)
    const red = results.filter(({ verdict }) => !/^(pass|not-applicable)$/.test(verdict))
    for (const { case: each, verdict, reason } of red) {
      t.comment(`${each.id}: ${reason}`)
      t.equal(verdict, 'fail', each.id)
    }
    t.strictSame(red.map((result) => result.case.id).sort(), [...noticed].sort())
  })
}

t.test('every case notices a fault', async (t) => {
  const noticed = new Set(Object.values(FAULTS).flatMap((fault) => fault.noticed))
  t.strictSame(
    OPENAPI_CASES.filter(({ id }) => !noticed.has(id)),
    [],
  )
})
