import type { Capability } from '../about.ts'
import type { ConformanceCase } from '../case.ts'
import { expectNoCookie } from '../cookies.ts'
import { ROUTES } from '../routes.ts'
import { expectSignedIn } from '../steps.ts'

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
          const json = { currentPassword: context.firstUser.password }
          const body = method === 'POST' ? { json } : {}
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
    run: async (context) => context.notJudged('a way to disable a user and to change a role'),
  },
]
