/** Signed out stays signed out, whatever was under way at that moment (contract rule 13). */
import { setTimeout as delay } from 'node:timers/promises'
import type { Visitor } from '../../../visitor/visitor.ts'
import { type ConformanceCase, claims } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { changingPassword } from '../../help/password-change.ts'
import { beginSlowly } from '../../help/slow-request.ts'
import { expectNotSignedIn, expectSignedIn, listedId } from '../../help/steps.ts'

const ROUNDS = 8

/** A slow change of the visitor begins, then the sign-in is ended, then the change comes to its end. */
async function endDuringSlowChange(
  context: CaseContext,
  visitor: Visitor,
  how: string,
  end: () => Promise<unknown>,
): Promise<void> {
  const [copy, thief] = [visitor.copy(), visitor.copy()]
  const slow = await beginSlowly(context, visitor, 'PUT /notes/slow', { text: 'by a slow request' })
  try {
    await end()
    await slow.end(thief)
  } finally {
    slow.close()
  }
  await expectNotSignedIn(context, copy, `with the credential from before ${how}`)
  await expectNotSignedIn(context, thief, 'with what the slow answer set')
}

export const racesSignOutCases: readonly ConformanceCase[] = [
  {
    id: 'races.slow-change-against-sign-out',
    requirement:
      'A slow change that began before the sign-out and ends after it does not bring the sign-in back.',
    level: 'MUST',
    references: ['contract rule 13', 'contract Capabilities: revoke', 'ASVS 7.4.1', 'ASVS 15.4.2'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      const visitor = await context.signedIn()
      await endDuringSlowChange(context, visitor, 'the sign-out', async () => {
        context.given.status(await visitor.signOut(), 204)
      })
    },
  },
  {
    id: 'races.slow-change-against-password-change',
    requirement: 'A slow change does not bring back the credential that a password change ended.',
    level: 'MUST',
    references: ['contract rule 13', 'contract Capabilities: revoke'],
    appliesTo: claims('revoke'),
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        await endDuringSlowChange(context, visitor, 'the change', async () => {
          context.given.status(await change.to(change.fresh(), visitor), 204)
        })
        await expectSignedIn(context, visitor, 'with the fresh credential')
      })
    },
  },
  {
    id: 'races.slow-change-against-new-sign-in',
    requirement: 'A slow change does not bring back the credential that a new sign-in replaced.',
    level: 'MUST',
    references: ['contract rule 13', 'contract Capabilities: revoke'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      const visitor = await context.signedIn()
      await endDuringSlowChange(context, visitor, 'the new sign-in', () => context.signIn(visitor))
      await expectSignedIn(context, visitor, 'with the new credential')
    },
  },
  {
    id: 'races.slow-change-against-sign-out-everywhere',
    requirement: 'A slow change does not bring back a sign-in that was ended everywhere.',
    level: 'MUST',
    references: ['contract rule 13', 'contract POST /logout/everywhere', 'ASVS 7.4.3'],
    appliesTo: claims('revoke', 'endEverywhere'),
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      const elsewhere = await context.signedIn(context.secondUser)
      await endDuringSlowChange(context, visitor, 'the sign-out elsewhere', async () => {
        const json = { currentPassword: context.secondUser.password }
        const ended = await context.notBusy(() => elsewhere.post('/logout/everywhere', { json }))
        context.given.status(ended, 204)
      })
    },
  },
  {
    id: 'races.slow-change-against-ended-session',
    requirement: 'A slow change does not bring back a sign-in that its user ended from elsewhere.',
    level: 'MUST',
    references: ['contract rule 13', 'contract DELETE /sessions/:id', 'ASVS 7.5.2'],
    appliesTo: claims('revoke', 'listSessions'),
    run: async (context) => {
      const [visitor, elsewhere] = [await context.signedIn(), await context.signedIn()]
      const id = await listedId(context, visitor)
      await endDuringSlowChange(context, visitor, 'its end from elsewhere', async () => {
        context.given.status(await elsewhere.delete(`/sessions/${id}`), 204)
      })
    },
  },
  {
    id: 'races.changes-beside-sign-out',
    requirement: 'Changes sent together with a sign-out do not bring the sign-in back.',
    level: 'MUST',
    references: ['contract rule 13', 'contract Capabilities: revoke', 'ASVS 7.4.1', 'ASVS 15.4.2'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      // Each time the sign-out comes a millisecond later, among writes that are further on.
      for (let laterMs = 0; laterMs < ROUNDS; laterMs += 1) {
        const visitor = await context.signedIn()
        const copy = visitor.copy()
        const thieves = Array.from({ length: 6 }, () => visitor.copy())
        const change = (thief: Visitor, at: number) => {
          const json = { text: `change number ${at}` }
          return at % 3 === 2 ? thief.get('/') : thief.put(`/notes/n${at}`, { json })
        }
        const before = thieves.slice(0, 4).map(change)
        await delay(laterMs)
        const [signedOut] = await Promise.all([
          visitor.signOut(),
          ...before,
          ...thieves.slice(4).map(change),
        ])
        context.given.status(signedOut, 204)
        for (const each of [copy, ...thieves]) {
          await expectNotSignedIn(context, each, 'after a sign-out among changes')
        }
      }
    },
  },
]
