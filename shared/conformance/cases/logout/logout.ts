import { type ConformanceCase, claims } from '../../case.ts'
import { cookieHeader, credentialOf, expectNoCookie, heldCredential } from '../../help/cookies.ts'
import {
  expectNotSignedIn,
  expectSignedIn,
  FIRST_VISIT,
  notesOf,
  putNote,
  userIn,
  visit,
  visitsOf,
} from '../../help/steps.ts'

export const logoutCases: readonly ConformanceCase[] = [
  {
    id: 'logout.clears-credential',
    requirement: 'POST /logout answers 204 and takes the credential out of the browser.',
    level: 'MUST',
    references: ['contract POST /logout', 'ASVS 7.4.1', 'ASVS 14.3.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      heldCredential(context, visitor)
      context.expect.status(await visitor.signOut(), 204)
      const left = credentialOf(context, visitor).map(({ name }) => name)
      context.expect.equal(left, [], 'cookies of the server left in the browser')
      await expectNotSignedIn(context, visitor, 'after sign-out')
    },
  },
  {
    id: 'logout.for-anyone',
    requirement: 'POST /logout answers 204 also for a visitor who was never signed in.',
    level: 'MUST',
    references: ['contract POST /logout'],
    run: async (context) => {
      const visitor = context.visitor()
      context.expect.status(await visitor.signOut(), 204, 'for a stranger')
      await visit(context, visitor)
      context.expect.status(await visitor.signOut(), 204, 'for a visitor not signed in')
      context.expect.status(await visitor.signOut(), 204, 'a second time')
    },
  },
  {
    id: 'logout.forgets-state',
    requirement:
      'After sign-out the visitor is a new one: first visit, nobody signed in, no notes.',
    level: 'MUST',
    references: ['contract POST /logout', 'contract rule 4'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await visit(context, visitor)
      await putNote(context, visitor, 'left', 'behind')
      context.given.status(await visitor.signOut(), 204)
      const exchange = await visitor.get('/')
      context.expect.equal(exchange.member('message'), FIRST_VISIT, 'message after sign-out')
      context.expect.equal(userIn(exchange), null, 'user after sign-out')
      await context.signIn(visitor)
      context.expect.equal(await notesOf(context, visitor), [], 'notes after signing in again')
      const visits = Number(await visitsOf(context, visitor))
      context.expect.that(visits <= 1, 'visits after signing in again', 'at most 1', visits)
    },
  },
  {
    id: 'logout.forgets-anonymous',
    requirement: 'Sign-out takes away the state of a visitor who is not signed in too.',
    level: 'MUST',
    references: ['contract POST /logout', 'contract Words: credential'],
    run: async (context) => {
      const visitor = context.visitor()
      await visit(context, visitor)
      context.given.status(await visitor.signOut(), 204)
      const left = credentialOf(context, visitor).map(({ name }) => name)
      context.expect.equal(left, [], 'cookies of the server left in the browser')
      const exchange = await visitor.get('/')
      context.expect.equal(exchange.member('message'), FIRST_VISIT, 'message after sign-out')
    },
  },
  {
    id: 'logout.kills-copies',
    requirement: 'No copy of the credential works after sign-out.',
    level: 'MUST',
    references: ['contract POST /logout', 'contract Capabilities: revoke', 'ASVS 7.4.1'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const thief = visitor.copy()
      await expectSignedIn(context, thief, 'with the copy, before sign-out')
      context.given.status(await visitor.signOut(), 204)
      await expectNotSignedIn(context, thief, 'with the copy, after sign-out')
      context.expect.equal(userIn(await thief.get('/')), null, 'user of GET / with the copy')
      const change = await visitor.copy().put('/notes/stolen', { json: { text: 'x' } })
      context.expect.status(change, 401, 'with the copy, after sign-out')
    },
  },
  {
    id: 'logout.kills-older-copies',
    requirement: 'A copy made before the last renewal dies with the rest of its sign-in.',
    level: 'MUST',
    references: ['contract Words: sign-in', 'contract Capabilities: revoke'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const thief = visitor.copy()
      await visit(context, visitor)
      await putNote(context, visitor, 'renews', 'the credential')
      context.given.status(await visitor.signOut(), 204)
      await expectNotSignedIn(context, thief, 'with a copy from before a visit and a change')
    },
  },
  {
    id: 'logout.ends-only-this-sign-in',
    requirement: 'Sign-out ends this sign-in, and no other one of the same user.',
    level: 'MUST',
    references: ['contract POST /logout', 'contract Words: sign-in'],
    run: async (context) => {
      const [here, elsewhere] = [await context.signedIn(), await context.signedIn()]
      context.given.status(await here.signOut(), 204)
      await expectSignedIn(context, elsewhere, 'elsewhere, after sign-out here')
    },
  },
  {
    id: 'logout.never-by-get',
    requirement: 'GET /logout signs nobody out.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.3'],
    run: async (context) => {
      const visitor = await context.signedIn()
      expectNoCookie(context, await visitor.get('/logout'))
      await expectSignedIn(context, visitor, 'after GET /logout')
    },
  },
  {
    id: 'logout.takes-empty-form',
    requirement: 'POST /logout takes the form of a page and an empty JSON object alike.',
    level: 'MUST',
    references: ['contract Words', 'contract POST /logout'],
    run: async (context) => {
      for (const body of [{ form: {} }, { json: {} }]) {
        const visitor = await context.signedIn()
        const kind = 'form' in body ? 'an empty form' : 'an empty object'
        context.expect.status(await visitor.signOut(body), 204, `with ${kind}`)
        await expectNotSignedIn(context, visitor, 'after it')
      }
    },
  },
  {
    id: 'logout.answers-unverified-credential',
    requirement: 'POST /logout answers 204 to a credential that does not verify.',
    level: 'MUST',
    references: ['contract POST /logout', 'contract rule 5'],
    run: async (context) => {
      const forged = context.about.cookies.map((name) => ({ name, value: 'forged' }))
      const cookies = { header: cookieHeader(forged) }
      const exchange = await context.visitor().signOut({ cookies })
      context.expect.status(exchange, 204, 'with a forged credential')
    },
  },
]
