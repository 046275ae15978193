import { setTimeout as delay } from 'node:timers/promises'
import { percentDecoded } from '../../../visitor/credential.ts'
import { type ConformanceCase, claims } from '../../case.ts'
import { cookieHeader, credentialOf, heldCredential } from '../../help/cookies.ts'
import { currentSignIn as current, listedSignIns as listed } from '../../help/sign-in-list.ts'
import { expectNotSignedIn, expectSignedIn, unknownName, visit } from '../../help/steps.ts'

/** The id, and what it may be an encoding of. */
function spellingsOf(id: string): string[] {
  const decoded = [Buffer.from(id, 'base64').toString(), Buffer.from(id, 'hex').toString()]
  return [id, ...decoded.filter((text) => text.length >= 8)]
}

export const sessionsCases: readonly ConformanceCase[] = [
  {
    id: 'sessions.lists-own',
    requirement: 'GET /sessions lists the sign-ins of this user, one of them as the current one.',
    level: 'MUST',
    references: ['contract GET /sessions', 'ASVS 7.5.2'],
    appliesTo: claims('listSessions'),
    run: async (context) => {
      const { expect } = context
      const agents = [unknownName(), unknownName()] as const
      const here = await context.signedIn(context.firstUser, { userAgent: agents[0] })
      await context.signedIn(context.firstUser, { userAgent: agents[1] })
      // A second one of the same browser, which is not the one that asks.
      await context.signedIn(context.firstUser, { userAgent: agents[0] })
      const all = await listed(context, here)
      expect.equal(new Set(all.map(({ id }) => id)).size, all.length, 'different ids')
      expect.equal(all.filter((each) => each.current).length, 1, 'entries marked as current')
      for (const [index, userAgent] of agents.entries()) {
        const entries = all.filter((each) => each.userAgent === userAgent)
        const wanted = index === 0 ? 2 : 1
        expect.equal(entries.length, wanted, `entries of the browser number ${index + 1}`)
        const entry = entries.find((each) => each.current) ?? entries[0]
        expect.equal(entry?.current, index === 0, `current, of the browser number ${index + 1}`)
        expect.equal(typeof entry?.id, 'string', 'type of id')
        expect.match(entry?.startedAt, /^\d{4}-\d\d-\d\dT.*(Z|\+00:00)$/, 'startedAt')
        expect.match(entry?.lastSeenAt, /^\d{4}-\d\d-\d\dT.*(Z|\+00:00)$/, 'lastSeenAt')
      }
    },
  },
  {
    id: 'sessions.not-of-others',
    requirement: 'GET /sessions lists no sign-in of another user.',
    level: 'MUST',
    references: ['contract GET /sessions', 'ASVS 8.2.2'],
    appliesTo: claims('listSessions'),
    uses: 'second-user',
    run: async (context) => {
      const userAgent = unknownName()
      await context.signedIn(context.firstUser, { userAgent })
      const other = await context.signedIn(context.secondUser)
      const agents = (await listed(context, other)).map((each) => each.userAgent)
      context.expect.that(!agents.includes(userAgent), 'sessions', "not the other's", userAgent)
    },
  },
  {
    id: 'sessions.id-is-no-credential',
    requirement: 'The id shown is no credential, and no part of one.',
    level: 'MUST',
    references: ['contract GET /sessions', 'ASVS 7.2.3'],
    appliesTo: claims('listSessions'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const { id } = await current(context, visitor)
      const credential = heldCredential(context, visitor)
      const values = credential.map(({ value }) => percentDecoded(value))
      // A number that counts sign-ins may stand in any value by chance.
      const within = values.some((value) => {
        return (
          value === id || (id.length >= 8 && spellingsOf(id).some((text) => value.includes(text)))
        )
      })
      context.expect.that(!within, 'the credential', 'not to hold the id shown', 'the id in it')
      const header = cookieHeader(credential.map(({ name }) => ({ name, value: id })))
      const asCookie = await context.visitor().get('/me', { cookies: { header } })
      context.expect.status(asCookie, 401, 'with the id as cookie')
      const asToken = await context.visitor().get('/me', { bearer: id })
      context.expect.status(asToken, 401, 'with the id as token')
    },
  },
  {
    id: 'sessions.delete-ends-another',
    requirement: 'DELETE /sessions/:id ends that sign-in of oneself, and leaves this one.',
    level: 'MUST',
    references: ['contract DELETE /sessions/:id', 'ASVS 7.5.2'],
    appliesTo: claims('listSessions'),
    run: async (context) => {
      const [here, elsewhere] = [await context.signedIn(), await context.signedIn()]
      const older = elsewhere.copy()
      await visit(context, elsewhere)
      const { id } = await current(context, elsewhere)
      context.expect.status(await here.delete(`/sessions/${id}`), 204)
      await expectNotSignedIn(context, elsewhere, 'elsewhere, after it was ended from here')
      await expectNotSignedIn(context, older, 'with a copy from before a visit there')
      await expectSignedIn(context, here, 'here')
      const ids = (await listed(context, here)).map((each) => each.id)
      context.expect.that(!ids.includes(id), 'GET /sessions', 'no more of the ended one', 'its id')
    },
  },
  {
    id: 'sessions.delete-current-clears',
    requirement: 'DELETE of the current sign-in ends it and clears the cookie.',
    level: 'MUST',
    references: ['contract DELETE /sessions/:id', 'contract rule 2'],
    appliesTo: claims('listSessions'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const thief = visitor.copy()
      const { id } = await current(context, visitor)
      context.expect.status(await visitor.delete(`/sessions/${id}`), 204)
      const left = credentialOf(context, visitor).map(({ name }) => name)
      context.expect.equal(left, [], 'cookies of the server left in the browser')
      await expectNotSignedIn(context, thief, 'with a copy')
    },
  },
  {
    id: 'sessions.delete-others-like-unknown',
    requirement:
      "DELETE of another user's sign-in answers 404 as for an unknown one, and ends nothing.",
    level: 'MUST',
    references: ['contract DELETE /sessions/:id', 'ASVS 8.2.2'],
    appliesTo: claims('listSessions'),
    uses: 'second-user',
    run: async (context) => {
      const owner = await context.signedIn(context.secondUser)
      const { id } = await current(context, owner)
      // An id that the server made itself and knows no more: of its own shape, and nobody's.
      const ended = await current(context, await context.signedIn(context.secondUser))
      context.given.status(await owner.delete(`/sessions/${ended.id}`), 204)
      const visitor = await context.signedIn()
      const others = await visitor.delete(`/sessions/${id}`)
      const unknown = await visitor.delete(`/sessions/${ended.id}`)
      context.expect.problem(others, 404, 'not-found', "of another's")
      context.expect.problem(unknown, 404, 'not-found', 'of an unknown one')
      context.expect.equal(others.member('detail'), unknown.member('detail'), 'detail of both')
      await expectSignedIn(context, owner, 'as its owner, after the attempt')
    },
  },
  {
    id: 'sessions.user-agent-cut',
    requirement: 'The user agent shown is cut at 200 characters.',
    level: 'MUST',
    references: ['contract GET /sessions'],
    appliesTo: claims('listSessions'),
    run: async (context) => {
      const userAgent = `${unknownName()}/${'x'.repeat(300)}`
      const visitor = await context.signedIn(context.firstUser, { userAgent })
      const shown = (await current(context, visitor)).userAgent
      context.expect.equal(shown.length, 200, 'length of userAgent')
      context.expect.that(userAgent.startsWith(shown), 'userAgent', 'the beginning', shown)
    },
  },
  {
    id: 'sessions.last-seen-is-last-renewal',
    requirement: 'lastSeenAt is the time of the last renewal: visits move it, reads do not.',
    level: 'MUST',
    references: ['contract GET /sessions', 'contract rule 6'],
    appliesTo: claims('listSessions'),
    needs: ['long-times'],
    slow: true,
    run: async (context) => {
      const visitor = await context.signedIn()
      const first = await current(context, visitor)
      await delay(1100)
      await visitor.get('/me')
      const read = await current(context, visitor)
      context.expect.equal(read.lastSeenAt, first.lastSeenAt, 'lastSeenAt after reads')
      await visit(context, visitor)
      const seen = await current(context, visitor)
      const later = Date.parse(seen.lastSeenAt) > Date.parse(first.lastSeenAt)
      context.expect.that(later, 'lastSeenAt after a visit', 'later than before', seen.lastSeenAt)
      context.expect.equal(seen.startedAt, first.startedAt, 'startedAt')
      context.expect.equal(seen.id, first.id, 'id')
    },
  },
  {
    id: 'sessions.gone-after-sign-out',
    requirement: 'A sign-in that was signed out, or signed in anew, is listed no more.',
    level: 'MUST',
    references: ['contract GET /sessions', 'contract Capabilities: revoke'],
    appliesTo: claims('listSessions', 'revoke'),
    run: async (context) => {
      const watcher = await context.signedIn()
      const [leaving, renewing] = [await context.signedIn(), await context.signedIn()]
      const ended = [await current(context, leaving), await current(context, renewing)]
      context.given.status(await leaving.signOut(), 204)
      await context.signIn(renewing)
      const ids = (await listed(context, watcher)).map(({ id }) => id)
      const left = ended.filter(({ id }) => ids.includes(id)).length
      context.expect.equal(left, 0, 'ended sign-ins that are still listed')
    },
  },
  {
    id: 'sessions.need-sign-in',
    requirement: 'Both requests about sessions answer 401 not-signed-in to whoever is not.',
    level: 'MUST',
    references: ['contract GET /sessions', 'contract Words'],
    appliesTo: claims('listSessions'),
    run: async (context) => {
      const { id } = await current(context, await context.signedIn())
      const visitor = context.visitor()
      context.expect.problem(await visitor.get('/sessions'), 401, 'not-signed-in')
      context.expect.problem(await visitor.delete(`/sessions/${id}`), 401, 'not-signed-in')
    },
  },
]
