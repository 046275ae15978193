import { type ConformanceCase, claims } from '../../case.ts'
import { credentialOf, expectNoCookie } from '../../help/cookies.ts'
import { expectNotSignedIn, expectSignedIn, visit } from '../../help/steps.ts'

/** A server that counts in seconds may let the next sign-in through, where a second ends between them. */
const ROUNDS = 3

export const everywhereCases: readonly ConformanceCase[] = [
  {
    id: 'everywhere.ends-all-sign-ins',
    requirement:
      "POST /logout/everywhere ends every sign-in of this user, this one too, and no other user's.",
    level: 'MUST',
    references: ['contract POST /logout/everywhere', 'ASVS 7.4.3', 'ASVS 7.5.2'],
    appliesTo: claims('endEverywhere'),
    uses: 'second-user',
    run: async (context) => {
      const here = await context.signedIn(context.secondUser)
      const older = here.copy()
      await visit(context, here)
      const thief = here.copy()
      const elsewhere = await context.signedIn(context.secondUser)
      const someoneElse = await context.signedIn(context.firstUser)
      const json = { currentPassword: context.secondUser.password }
      const exchange = await context.notBusy(() => here.post('/logout/everywhere', { json }))
      context.expect.status(exchange, 204)
      await expectNotSignedIn(context, here, 'here')
      await expectNotSignedIn(context, thief, 'with a copy')
      await expectNotSignedIn(context, older, 'with a copy from before a visit')
      await expectNotSignedIn(context, elsewhere, 'elsewhere')
      await expectSignedIn(context, someoneElse, 'as another user')
      const left = credentialOf(context, here).map(({ name }) => name)
      context.expect.equal(left, [], 'cookies of the server left in the browser')
    },
  },
  {
    id: 'everywhere.asks-current-password',
    requirement: 'POST /logout/everywhere with a wrong or no current password ends nothing.',
    level: 'MUST',
    references: ['contract POST /logout/everywhere', 'ASVS 7.5.1'],
    appliesTo: claims('endEverywhere'),
    uses: 'second-user',
    run: async (context) => {
      context.willFail({ secondUser: 1 })
      const visitor = await context.signedIn(context.secondUser)
      const json = { currentPassword: 'not-the-current-one' }
      const wrong = await context.notBusy(() => visitor.post('/logout/everywhere', { json }))
      context.expect.problem(wrong, 403, 'wrong-password')
      expectNoCookie(context, wrong)
      const none = await visitor.post('/logout/everywhere', { json: {} })
      context.expect.problem(none, 400, 'invalid-request', 'without a password')
      await expectSignedIn(context, visitor, 'after both')
    },
  },
  {
    id: 'everywhere.needs-sign-in',
    requirement: 'POST /logout/everywhere answers 401 not-signed-in to whoever is not.',
    level: 'MUST',
    references: ['contract POST /logout/everywhere', 'contract Words'],
    appliesTo: claims('endEverywhere'),
    run: async (context) => {
      const json = { currentPassword: 'whatever-this' }
      const exchange = await context.visitor().post('/logout/everywhere', { json })
      context.expect.problem(exchange, 401, 'not-signed-in')
    },
  },
  {
    id: 'everywhere.takes-form',
    requirement: 'POST /logout/everywhere takes a form, and lets in whoever signs in afterwards.',
    level: 'MUST',
    references: ['contract Words', 'contract POST /logout/everywhere'],
    appliesTo: claims('endEverywhere'),
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      const form = { currentPassword: context.secondUser.password }
      for (let round = 1; round <= ROUNDS; round += 1) {
        await expectSignedIn(context, visitor, 'signed in afresh')
        const exchange = await context.notBusy(() => visitor.post('/logout/everywhere', { form }))
        context.expect.status(exchange, 204, 'with a form')
        await context.signIn(visitor, context.secondUser)
      }
      await expectSignedIn(context, visitor, 'signed in afresh')
    },
  },
]
