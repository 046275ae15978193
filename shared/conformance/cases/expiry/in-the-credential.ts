/** What can be seen of expiry without waiting for it, where the client carries a state that all can read. */
import { setTimeout as delay } from 'node:timers/promises'
import { decodeJwt } from '../../../visitor/credential.ts'
import type { Visitor } from '../../../visitor/visitor.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { heldCredential } from '../../help/cookies.ts'
import { type Leaf, leavesOf, statesIn } from '../../help/readable-state.ts'
import { timeMs } from '../../help/signed-state.ts'
import { visit } from '../../help/steps.ts'

/** Long enough for times in whole seconds to move on. */
const OVER_A_SECOND_MS = 1100
/** Clocks of server and suite may differ. */
const TOLERANCE_SECONDS = 60

/** What stands in the state of a visitor, with the names that lead to it. */
function told(context: CaseContext, visitor: Visitor): Leaf[] {
  const states = heldCredential(context, visitor).flatMap(({ value }) => statesIn(value))
  if (states.length === 0) context.notApplicable('the credential tells its state to nobody')
  return states.flatMap(({ state }) => leavesOf(state))
}

export const expiryToldCases: readonly ConformanceCase[] = [
  {
    id: 'expiry.state-tells-its-end',
    requirement: 'State that the client carries holds a time, which every renewal moves on.',
    level: 'SHOULD',
    references: ['contract rule 6', 'ASVS 7.3.1', 'ASVS 9.2.1'],
    appliesTo: ({ stateKeptBy }) => stateKeptBy === 'client' || 'the state is kept by the server',
    needs: ['long-times'],
    slow: true,
    run: async (context) => {
      const visitor = await context.signedIn()
      const times = () => told(context, visitor).filter(({ value }) => timeMs(value) !== undefined)
      const before = times()
      context.expect.that(before.length > 0, 'the state', 'a time to end it by', 'none in it')
      await delay(OVER_A_SECOND_MS)
      await visit(context, visitor)
      const moved = times().some(({ path, value }) => {
        return before.some((each) => each.path === path && each.value !== value)
      })
      const names = before.map(({ path }) => path).join(', ')
      const subject = `times in the state (${names}), a visit over a second later`
      context.expect.that(moved, subject, 'one that moved on', 'all as they were')
    },
  },
  {
    id: 'expiry.token-ends-in-time',
    requirement: 'The exp of a JWT is in seconds, and not beyond the time that a sign-in may last.',
    level: 'SHOULD',
    references: ['contract rule 6', 'ASVS 7.3.2', 'ASVS 9.2.1', 'RFC 7519 4.1.4'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const { idleSeconds, absoluteSeconds } = context.about.lifetime
      const exps = heldCredential(context, visitor).flatMap(({ value }) => {
        const exp = decodeJwt(value)?.claims.exp
        return exp === undefined ? [] : [exp]
      })
      if (exps.length === 0) context.notApplicable('no cookie is a JWT with an exp')
      const longest = Math.max(idleSeconds, absoluteSeconds)
      for (const exp of exps) {
        const inSeconds = Number(exp) - Date.now() / 1000
        const inTime = typeof exp === 'number' && inSeconds < longest + TOLERANCE_SECONDS
        const expected = `at most ${longest} s ahead, as GET /about declares`
        context.expect.that(inTime, 'exp', expected, `${exp}, ${Math.round(inSeconds)} s ahead`)
      }
    },
  },
]
