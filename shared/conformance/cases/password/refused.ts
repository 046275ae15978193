import type { ConformanceCase } from '../../case.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { changingPassword } from '../../help/password-change.ts'
import { expectSignedIn } from '../../help/steps.ts'

export const passwordRefusedCases: readonly ConformanceCase[] = [
  {
    id: 'password.wrong-current',
    requirement:
      'A wrong current password is answered 403 wrong-password; nothing changes, and the visitor stays signed in.',
    level: 'MUST',
    references: ['contract POST /password', 'contract rule 2', 'ASVS 6.2.3'],
    uses: 'second-user',
    run: async (context) => {
      context.willFail({ secondUser: 1 })
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        const newPassword = change.fresh()
        change.possible.unshift(newPassword)
        const json = { currentPassword: 'not-the-current-one', newPassword }
        const exchange = await context.notBusy(() => visitor.post('/password', { json }))
        context.expect.problem(exchange, 403, 'wrong-password')
        expectNoCookie(context, exchange)
        await expectSignedIn(context, visitor, 'after the refusal')
        const again = await context.notBusy(() => context.visitor().signIn(context.secondUser))
        context.expect.status(again, 200, 'with the password as it was')
      })
    },
  },
  {
    id: 'password.weak-has-reason',
    requirement:
      'A weak new password is answered 400 weak-password with its reason: too-short, too-long, common or name.',
    level: 'MUST',
    references: ['contract POST /password', 'ASVS 6.2.1', 'ASVS 6.2.4', 'ASVS 6.2.11'],
    uses: 'second-user',
    run: async (context) => {
      const { username } = context.secondUser
      const weak = [
        { newPassword: 'Xq7-vw2', reason: 'too-short' },
        { newPassword: 'Xq7-vw2.'.repeat(33).slice(0, 257), reason: 'too-long' },
        { newPassword: 'password123', reason: 'common' },
        // Repeated so often that no list of common passwords has it, whichever is looked at first.
        { newPassword: username.repeat(Math.ceil(20 / username.length)), reason: 'name' },
      ]
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        for (const { newPassword, reason } of weak) {
          const exchange = await change.to(newPassword, visitor)
          context.expect.problem(exchange, 400, 'weak-password', `with one that is ${reason}`)
          context.expect.equal(exchange.member('reason'), reason, 'reason')
          expectNoCookie(context, exchange)
        }
        await expectSignedIn(context, visitor, 'after the refusals')
      })
    },
  },
  {
    id: 'password.order-of-checks',
    requirement: 'Shape is checked first, then the current password, then the new one.',
    level: 'MUST',
    references: ['contract POST /password'],
    uses: 'second-user',
    run: async (context) => {
      context.willFail({ secondUser: 1 })
      const visitor = await context.signedIn(context.secondUser)
      const wrong = { currentPassword: 'not-the-current-one' }
      const misshapen = await visitor.post('/password', { json: { ...wrong, newPassword: {} } })
      context.expect.problem(misshapen, 400, 'invalid-request', 'wrong current, new an object')
      const weak = await context.notBusy(() => {
        return visitor.post('/password', { json: { ...wrong, newPassword: 'short' } })
      })
      context.expect.problem(weak, 403, 'wrong-password', 'wrong current, weak new')
    },
  },
]
