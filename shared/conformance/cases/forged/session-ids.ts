import { setTimeout as delay } from 'node:timers/promises'
import type { Visitor } from '../../../visitor/visitor.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { heldCredential } from '../../help/cookies.ts'
import { bitsAtMost, madeFrom, tellsState, withoutSignatures } from '../../help/entropy.ts'
import { visit } from '../../help/steps.ts'

const SAMPLES = 6
/** 128 asked for (ASVS 7.2.3); a UUID of version 4 has 122 and looks like 124, and nobody guesses one. */
const LEAST_BITS = 120

/** The ids of some visitors, each with the time in which it was made; a list for each cookie. */
async function idsOf(context: CaseContext, make: (visitor: Visitor) => Promise<unknown>) {
  const ids: { values: string[]; fromMs: number; untilMs: number }[] = []
  for (let count = 0; count < SAMPLES; count += 1) {
    const visitor = context.visitor()
    const fromMs = Date.now()
    await make(visitor)
    const values = heldCredential(context, visitor).map(({ value }) => value)
    ids.push({ values, fromMs, untilMs: Date.now() })
    await delay(2) // so that a clock has moved on
  }
  return ids
}

export const forgedIdsCases: readonly ConformanceCase[] = [
  {
    id: 'forged.id-guessable',
    requirement: 'An id that stands for state kept by the server can be guessed by nobody.',
    level: 'MUST',
    references: ['contract rule 5', 'contract Words: sign-in', 'ASVS 7.2.3', 'ASVS 11.5.1'],
    appliesTo: ({ stateKeptBy }) => stateKeptBy === 'server' || 'the state is kept by the client',
    run: async (context) => {
      const { username } = context.firstUser
      const kinds = {
        'a visitor': (visitor: Visitor) => visit(context, visitor),
        'a sign-in': (visitor: Visitor) => context.signIn(visitor),
      }
      for (const [kind, make] of Object.entries(kinds)) {
        const ids = await idsOf(context, make)
        const values = ids.flatMap((each) => each.values)
        if (values.some(tellsState)) context.notApplicable('the credential tells its own state')
        const cookies = (ids[0]?.values ?? []).map((_, at) => {
          return withoutSignatures(ids.map((each) => each.values[at] ?? ''))
        })
        const bits = Math.max(...cookies.map(bitsAtMost))
        const subject = `chance in the ids of ${kind}`
        context.expect.that(bits >= LEAST_BITS, subject, '128 bits', `at most ${bits} bits`)
        const [{ fromMs, untilMs } = NEVER] = ids
        const [[first = ''] = []] = cookies
        const source = madeFrom(first, { username, fromMs, untilMs })
        const seen = `made from "${source}"`
        context.expect.that(source === undefined, `the id of ${kind}`, 'made by chance', seen)
      }
    },
  },
]

const NEVER = { fromMs: 0, untilMs: 0 }
