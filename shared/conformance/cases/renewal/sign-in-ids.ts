/** The sign-in id (contract, Words), where the client carries a state that all can read. */
import type { Visitor } from '../../../visitor/visitor.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { heldCredential } from '../../help/cookies.ts'
import { bitsAtMost } from '../../help/entropy.ts'
import { changingPassword } from '../../help/password-change.ts'
import { type Leaf, leavesOf, statesIn } from '../../help/readable-state.ts'
import { timeMs } from '../../help/signed-state.ts'
import { visit } from '../../help/steps.ts'

const SAMPLES = 6
/** 128 asked for; a UUID of version 4 has 122 and looks like 124. */
const LEAST_BITS = 120

/** The texts in the state of a visitor, but for times. */
function textsOf(context: CaseContext, visitor: Visitor): Leaf[] {
  const states = heldCredential(context, visitor).flatMap(({ value }) => statesIn(value))
  return states
    .flatMap(({ state }) => leavesOf(state))
    .filter(({ value }) => typeof value === 'string' && !isTime(value))
}

/** Times of the sign-in stay when its id changes, and may be written in many ways. */
function isTime(text: string): boolean {
  if (text.includes(':') && !Number.isNaN(Date.parse(text))) return true
  return [10, 16, 36].some((radix) => timeMs(Number.parseInt(text, radix)) !== undefined)
}

/** What is in the state as long as one sign-in goes on, and in no other one of the same user. */
async function signInIds(
  context: CaseContext,
  visitor: Visitor,
  user = context.firstUser,
): Promise<Leaf[]> {
  const before = textsOf(context, visitor)
  await visit(context, visitor)
  const after = new Set(textsOf(context, visitor).map(({ value }) => value))
  const elsewhere = await context.signedIn(user)
  const others = new Set(textsOf(context, elsewhere).map(({ value }) => value))
  const ids = before.filter(({ value }) => after.has(value) && !others.has(value))
  if (ids.length === 0) context.notApplicable('the credential tells its sign-in id to nobody')
  return ids
}

function keptOf(context: CaseContext, visitor: Visitor, ids: readonly Leaf[]): Leaf[] {
  const now = new Set(textsOf(context, visitor).map(({ value }) => value))
  return ids.filter(({ value }) => now.has(value))
}

const pathsOf = (leaves: readonly Leaf[]) => leaves.map(({ path }) => path).join(', ')

export const renewalIdsCases: readonly ConformanceCase[] = [
  {
    id: 'renewal.new-sign-in-id',
    requirement: 'A new sign-in in the place of another has an id of its own.',
    level: 'MUST',
    references: ['contract Words: sign-in', 'contract rule 4', 'ASVS 7.2.4'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const ids = await signInIds(context, visitor)
      await context.signIn(visitor)
      const kept = pathsOf(keptOf(context, visitor, ids))
      context.expect.equal(kept, '', 'members of the state that name the sign-in before')
    },
  },
  {
    id: 'renewal.sign-in-id-random',
    requirement: 'A sign-in id is made by chance, of 128 bits.',
    level: 'SHOULD',
    references: ['contract Words: sign-in', 'ASVS 7.2.3'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const ids = await signInIds(context, visitor)
      const samples = [textsOf(context, visitor)]
      while (samples.length < SAMPLES) {
        samples.push(textsOf(context, await context.signedIn()))
      }
      const bits = ids.map(({ path }) => {
        const values = samples.flatMap((texts) => texts.find((each) => each.path === path) ?? [])
        return bitsAtMost(values.map(({ value }) => String(value)))
      })
      const most = Math.max(...bits)
      const subject = `chance in ${ids.map(({ path }) => path).join(', ')}`
      context.expect.that(most >= LEAST_BITS, subject, '128 bits', `at most ${most} bits`)
    },
  },
  {
    id: 'password.new-sign-in-id',
    requirement: 'After a password change the sign-in has a new id.',
    level: 'MUST',
    references: ['contract POST /password', 'contract Words: sign-in', 'ASVS 7.2.4'],
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      const ids = await signInIds(context, visitor, context.secondUser)
      await changingPassword(context, async (change) => {
        context.given.status(await change.to(change.fresh(), visitor), 204)
        // What else the visitor has to itself, such as a secret against forged requests, may stay.
        const kept = keptOf(context, visitor, ids)
        const subject = `members of the state that name the sign-in: ${pathsOf(ids)}`
        context.expect.that(kept.length < ids.length, subject, 'a new id', 'all as they were')
      })
    },
  },
]
