import { type ConformanceCase, claims } from '../../case.ts'
import { allowedFailures, expectLimited, guess } from '../../help/guessing.ts'
import { changingPassword } from '../../help/password-change.ts'
import { unknownName } from '../../help/steps.ts'

export const throttleWideCases: readonly ConformanceCase[] = [
  {
    id: 'throttle.address',
    requirement: 'After the declared failures from one address, for whatever accounts, it is 429.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1', 'ASVS 2.4.1'],
    needs: ['source-addresses'],
    slow: true,
    run: async (context) => {
      const allowed = allowedFailures(context, 'address')
      const limited = await expectLimited(context, () => ({ username: unknownName() }), allowed)
      context.expect.problem(limited, 429, 'too-many-attempts')
      const elsewhere = { username: unknownName(), localAddress: context.freshAddress() }
      context.expect.status(await guess(context, elsewhere), 401, 'from another address')
    },
  },
  {
    id: 'throttle.crowd',
    requirement:
      'After the declared failures for one account from everywhere, it is 429 from anywhere.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1'],
    needs: ['source-addresses'],
    slow: true,
    run: async (context) => {
      const allowed = allowedFailures(context, 'account')
      const username = unknownName()
      const crowd = () => ({ username, localAddress: context.freshAddress() })
      const limited = await expectLimited(context, crowd, allowed)
      context.expect.problem(limited, 429, 'too-many-attempts')
    },
  },
  {
    id: 'throttle.password-change',
    requirement: 'Guessing the current password at POST /password is throttled as sign-in is.',
    level: 'MUST',
    references: ['contract POST /password', 'contract rule 8', 'ASVS 6.3.1'],
    needs: ['source-addresses'],
    uses: 'second-user',
    run: async (context) => {
      const allowed = allowedFailures(context, 'accountAndAddress')
      context.willFail({ secondUser: allowed + 1 })
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        const newPassword = change.fresh()
        change.possible.unshift(newPassword)
        const ask = (currentPassword: string) => {
          const json = { currentPassword, newPassword }
          return context.notBusy(() => visitor.post('/password', { json }))
        }
        let failures = 0
        let exchange = await ask('wrong-guess-0')
        while (exchange.status === 403 && failures <= allowed + 1) {
          failures += 1
          exchange = await ask(`wrong-guess-${failures}`)
        }
        context.expect.problem(exchange, 429, 'too-many-attempts', `after ${failures} failures`)
        const subject = 'failures that were answered 403 before the 429'
        context.expect.that(failures >= allowed, subject, String(allowed), failures)
        const right = await ask(context.secondUser.password)
        context.expect.status(right, 429, 'with the right current password')
        context.expect.status(await visitor.get('/me'), 200, 'after it')
      })
    },
  },
  {
    id: 'throttle.logout-everywhere',
    requirement: 'Guessing the current password at POST /logout/everywhere is throttled too.',
    level: 'MUST',
    references: ['contract POST /logout/everywhere', 'contract rule 8', 'ASVS 6.3.4'],
    appliesTo: claims('endEverywhere'),
    needs: ['source-addresses'],
    uses: 'second-user',
    run: async (context) => {
      const allowed = allowedFailures(context, 'accountAndAddress')
      context.willFail({ secondUser: allowed + 1 })
      const visitor = await context.signedIn(context.secondUser)
      for (let failures = 0; failures <= allowed + 1; failures += 1) {
        const json = { currentPassword: `wrong-guess-${failures}` }
        const exchange = await context.notBusy(() => visitor.post('/logout/everywhere', { json }))
        if (exchange.status === 429) {
          return context.expect.problem(exchange, 429, 'too-many-attempts')
        }
        context.given.status(exchange, 403)
      }
      context.expect.that(false, `${allowed + 2} wrong passwords`, 'a 429 in the end', 'none')
    },
  },
]
