import type { ConformanceCase } from '../../case.ts'
import { type Capability, record } from '../../help/about.ts'
import { changingAccount } from '../../help/account-change.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { guess } from '../../help/guessing.ts'
import { ROUTES } from '../../help/routes.ts'
import { expectNotSignedIn, expectSignedIn, unknownName } from '../../help/steps.ts'

function cannot(capability: Capability, id: string, what: string): ConformanceCase {
  return {
    id: `capabilities.${id}`,
    requirement: `Where the style cannot ${what}, the route answers 501 style-cannot and says why.`,
    level: 'MUST',
    references: ['contract Capabilities'],
    appliesTo: ({ can }) => !can[capability] || `the server declares can.${capability} true`,
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const { methods, path } of ROUTES.filter((each) => each.capability === capability)) {
        for (const method of methods) {
          // What the route would take, so that a server which does it all the same is seen to.
          const json = { currentPassword: context.firstUser.password }
          const body = method === 'POST' && capability !== 'refresh' ? { json } : {}
          const exchange = await visitor.request(method, path, body)
          context.expect.problem(exchange, 501, 'style-cannot')
          context.expect.match(exchange.member('detail'), /\w+ \w+.*/, 'detail')
          expectNoCookie(context, exchange)
        }
      }
      await expectSignedIn(context, visitor, 'after it')
    },
  }
}

export const capabilitiesCases: readonly ConformanceCase[] = [
  cannot('endEverywhere', 'no-everywhere', 'end every sign-in'),
  cannot('listSessions', 'no-sessions', 'list sessions'),
  cannot('refresh', 'no-refresh', 'refresh'),
  {
    id: 'capabilities.notice-account-changes',
    requirement: 'A ban or a new role holds from the next request on.',
    level: 'MUST',
    references: ['contract Capabilities: noticeAccountChanges', 'ASVS 7.4.2', 'ASVS 8.3.2'],
    appliesTo: ({ can }) =>
      can.noticeAccountChanges || 'the server declares can.noticeAccountChanges false',
    needs: ['account-changes'],
    uses: 'second-user',
    run: async (context) => {
      const { username } = context.secondUser
      const visitor = await context.signedIn(context.secondUser)
      const first = await context.signedIn()
      const role = () => visitor.get('/me').then((me) => record(me.member('user'))?.role)
      await changingAccount(context, async (accounts, before) => {
        // The first user's role exists on this server, whatever it is called.
        const firstUsers = record((await first.get('/me')).member('user'))?.role
        const other = firstUsers === before ? 'member' : String(firstUsers)
        await accounts('role', username, other)
        context.expect.equal(await role(), other, 'role in GET /me after it was changed')
        await accounts('disable', username)
        await expectNotSignedIn(context, visitor, 'after the user was disabled')
      })
    },
  },
  {
    id: 'capabilities.disabled-user-like-unknown',
    requirement: 'A disabled user is refused with the answer that an unknown name gets.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 6.3.8', 'ASVS 7.4.2'],
    needs: ['account-changes'],
    uses: 'second-user',
    run: async (context) => {
      context.willFail({ secondUser: 1, unknown: 1 })
      const { username, password } = context.secondUser
      await changingAccount(context, async (accounts) => {
        await accounts('disable', username)
        const right = await context.notBusy(() => context.visitor().signIn({ username, password }))
        const unknown = await guess(context, { username: unknownName() })
        context.expect.problem(right, 401, 'invalid-credentials', 'for a disabled user')
        for (const member of ['type', 'title', 'detail']) {
          const subject = `${member} for a disabled user`
          context.expect.equal(right.member(member), unknown.member(member), subject)
        }
      })
    },
  },
]
