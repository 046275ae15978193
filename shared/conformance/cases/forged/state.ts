/** Forgeries that need to know what a credential holds, or where else it might be taken from. */
import { alteredParts, type Tampered } from '../../../visitor/credential.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { cookieHeader, heldCredential, replaced } from '../../help/cookies.ts'
import { type Carried, carried, expectAbsent } from '../../help/forgery.ts'
import { type Leaf, leavesOf, statesIn, withLeaf } from '../../help/readable-state.ts'
import { FIRST_VISIT, userIn, visit, visitsOf } from '../../help/steps.ts'

/** Where tutorials look for a credential beside the cookie and `Authorization: Bearer`. */
const NAMES = ['token', 'access_token', 'jwt', 'session', 'sid', 'sessionid']
const HEADERS = ['X-Access-Token', 'X-Auth-Token', 'X-Session-Id', 'X-Session-Token']
const SCHEMES = ['JWT', 'Token', 'Session']

/** What only its signature tells from a good one. */
function withBadSignature({ value }: Carried): string {
  return alteredParts(value).at(-2)?.value ?? ''
}

async function expectNobodyEverywhere(context: CaseContext, part: Carried, value: string) {
  const { expect, about } = context
  const when = `with ${part.name} altered`
  const home = await part.ask(value, 'GET', '/')
  expect.equal(userIn(home), null, `user of ${home.name} ${when}`)
  expect.equal(home.member('message'), FIRST_VISIT, `message of ${home.name} ${when}`)
  // No body is needed: whether somebody is signed in is asked before it (contract, Order of checks).
  const requests = [
    ['GET', '/notes'],
    ['PUT', '/notes/forged'],
    ['DELETE', '/notes/forged'],
    ['POST', '/notes'],
    ['POST', '/password'],
    ...(about.can.listSessions ? [['GET', '/sessions']] : []),
    ...(about.can.endEverywhere ? [['POST', '/logout/everywhere']] : []),
  ]
  for (const [method, path] of requests) {
    expect.problem(await part.ask(value, method, path), 401, 'not-signed-in', when)
  }
}

/** The same value with each member of its state changed, where it tells one. */
function changedStates(value: string): Tampered[] {
  return statesIn(value).flatMap(({ state, with: encoded }) => {
    return leavesOf(state).map((leaf) => ({
      how: `with ${leaf.path} changed`,
      value: encoded(withLeaf(state, leaf.path, another(leaf.value))),
    }))
  })
}

function another(value: Leaf['value']): Leaf['value'] {
  if (typeof value === 'number') return value + 1
  return typeof value === 'string' ? `${value}x` : !value
}

export const forgedStateCases: readonly ConformanceCase[] = [
  {
    id: 'forged.state-changed',
    requirement: 'State that the client carries is no credential once anything in it was changed.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.1'],
    run: async (context) => {
      const parts = await carried(context, (visitor) => visit(context, visitor))
      const readable = parts.filter(({ value }) => statesIn(value).length > 0)
      if (readable.length === 0) context.notApplicable('no part of the credential tells its state')
      for (const part of readable) await expectAbsent(context, part, changedStates(part.value))
    },
  },
  {
    id: 'forged.no-route-trusts-it',
    requirement: 'An altered credential is none on every route, and nothing of it is carried over.',
    level: 'MUST',
    references: ['contract rule 5', 'contract rule 4', 'ASVS 7.2.1', 'ASVS 8.3.1', 'ASVS 9.1.1'],
    run: async (context) => {
      const parts = await carried(context, (visitor) => visit(context, visitor))
      for (const part of parts) {
        const value = withBadSignature(part)
        await expectNobodyEverywhere(context, part, value)
        if (part.cookieName === undefined) continue
        const visitor = context.visitor()
        const signIn = await context.notBusy(() =>
          visitor.signIn(context.firstUser, part.as(value)),
        )
        context.given.status(signIn, 200, `with ${part.name} altered`)
        const url = `${context.target.origin.origin}/`
        visitor.jar.receive(url, signIn.headers('set-cookie'))
        const visits = await visitsOf(context, visitor)
        context.expect.equal(visits, 0, `visits after a sign-in with ${part.name} altered`)
      }
    },
  },
  {
    id: 'forged.anonymous',
    requirement: 'An altered credential of a visitor who is not signed in is none either.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.1'],
    run: async (context) => {
      const visitor = context.visitor()
      for (let visits = 1; visits <= 2; visits += 1) await visit(context, visitor)
      const pairs = heldCredential(context, visitor)
      for (const { name, value } of pairs) {
        const forgeries = [...alteredParts(value), ...changedStates(value)]
        for (const { how, value: forged } of forgeries) {
          const cookies = { header: cookieHeader(replaced(pairs, name, forged)) }
          const message = (await context.visitor().get('/', { cookies })).member('message')
          const subject = `message of GET / with the cookie ${name}, ${how}`
          context.expect.equal(message, FIRST_VISIT, subject)
        }
      }
    },
  },
  {
    id: 'forged.carried-elsewhere',
    requirement: 'A credential in an address, a form or a header of another name is none.',
    level: 'MUST',
    references: ['contract rule 3', 'contract GET /about', 'ASVS 14.2.1', 'RFC 9700 4.3.2'],
    run: async (context) => {
      const { expect } = context
      const visitor = context.visitor()
      for (const { name, cookieName, value } of await carried(context)) {
        // One at a time: how long an address may be is the server's to say.
        for (const field of cookieName === undefined ? NAMES : [...NAMES, cookieName]) {
          const query = new URLSearchParams({ [field]: value }).toString()
          const { status } = await visitor.get(`/me?${query}`)
          // An address with all of it may be too long for the server, which is no way in either.
          const subject = `status of GET /me with ${name} as ${field} in the address`
          expect.oneOf(status, [401, 414], subject)
          const form = { name: 'elsewhere', text: 'x', [field]: value }
          const inForm = await visitor.post('/notes', { form })
          expect.status(inForm, 401, `with ${name} as ${field} in a form`)
        }
        const headers = [
          ...HEADERS.map((header) => [header, value] as const),
          ...SCHEMES.map((scheme) => ['Authorization', `${scheme} ${value}`] as const),
        ]
        if (cookieName?.startsWith('__')) {
          // The prefix is what keeps others from setting it (RFC 6265bis 4.1.3): without it, it is another's.
          const plain = cookieName.replace(/^__(Host|Secure)-/, '')
          const cookies = { header: `${plain}=${value}` }
          expect.status(await visitor.get('/me', { cookies }), 401, `with ${name} as ${plain}`)
        }
        for (const [header, text] of headers) {
          const exchange = await visitor.get('/me', { headers: { [header]: text } })
          expect.status(exchange, 401, `with ${name} as ${header}: ${text.slice(0, 10)}…`)
        }
      }
    },
  },
]
