import { setTimeout as delay } from 'node:timers/promises'
import { type ConformanceCase, carriesBearer, claims } from '../../case.ts'
import { bearerFor } from '../../help/bearer.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { notesIn, putNote, userIn } from '../../help/steps.ts'

export const bearerCases: readonly ConformanceCase[] = [
  {
    id: 'bearer.sign-in',
    requirement:
      'A sign-in that wishes for a bearer token gets user, token and expiresAt, and no cookie.',
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const { expect, firstUser } = context
      const visitor = context.visitor()
      const json = { ...firstUser, carrier: 'bearer' }
      const exchange = await context.notBusy(() => visitor.post('/login', { json }))
      expect.status(exchange, 200)
      expect.equal(userIn(exchange), firstUser.username, 'user.username')
      expect.match(exchange.member('token'), /^[\w\-.~+/]+=*$/, 'token')
      expect.match(exchange.member('expiresAt'), /^\d{4}-\d\d-\d\dT.*(Z|\+00:00)$/, 'expiresAt')
      expectNoCookie(context, exchange)
      const token = String(exchange.member('token'))
      expect.status(await visitor.get('/me', { bearer: token }), 200, 'with the token')
    },
  },
  {
    id: 'bearer.starts-empty',
    requirement: 'A sign-in for a token starts from an empty state.',
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const before = await bearerFor(context)
      const note = { json: { text: 'of the token before' }, bearer: before }
      const put = await context.visitor().put('/notes/before', note)
      context.given.status(put, 200, 'with a token')
      const member = await context.signedIn()
      await putNote(context, member, 'by-cookie', 'of the same user')
      // Asked for by nobody in particular, and by who has a token already.
      for (const bearer of [undefined, String(put.member('token'))]) {
        const json = { ...context.firstUser, carrier: 'bearer' }
        const request = { json, ...(bearer === undefined ? {} : { bearer }) }
        const exchange = await context.notBusy(() => context.visitor().post('/login', request))
        context.expect.status(exchange, 200, bearer ? 'with a token' : 'without one')
        const fresh = { bearer: String(exchange.member('token')) }
        const when = bearer === undefined ? '' : ', asked for with another token'
        const me = await context.visitor().get('/me', fresh)
        context.expect.equal(me.member('visits'), 0, `visits of a new token${when}`)
        const notes = await context.visitor().get('/notes', fresh)
        context.expect.equal(notes.member('notes'), [], `notes of a new token${when}`)
      }
    },
  },
  {
    id: 'bearer.fresh-token-after-change',
    requirement:
      'An answer that changed the state carries the fresh token and its expiresAt; a 204 becomes a 200 with them.',
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const { expect } = context
      const visitor = context.visitor()
      let bearer = await bearerFor(context)
      const steps = [
        () => visitor.get('/', { bearer }),
        () => visitor.put('/notes/by-token', { json: { text: 'kept in it' }, bearer }),
        () => visitor.get('/', { bearer }),
      ]
      for (const step of steps) {
        const exchange = await step()
        expect.status(exchange, 200)
        expect.match(exchange.member('token'), /\S/, `token of ${exchange.name}`)
        expect.match(exchange.member('expiresAt'), /Z$|\+00:00$/, `expiresAt of ${exchange.name}`)
        expectNoCookie(context, exchange)
        bearer = String(exchange.member('token'))
      }
      expect.equal((await visitor.get('/me', { bearer })).member('visits'), 2, 'visits')
      const notes = notesIn(await visitor.get('/notes', { bearer }))
      expect.equal(notes, [{ name: 'by-token', text: 'kept in it' }], 'notes')
    },
  },
  {
    id: 'bearer.deletes-too',
    requirement: 'Deleting a note by token answers 200 with a token in which the note is gone.',
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const visitor = context.visitor()
      const first = await bearerFor(context)
      const put = await visitor.put('/notes/a', { json: { text: 'a' }, bearer: first })
      context.given.status(put, 200)
      const deleted = await visitor.delete('/notes/a', { bearer: String(put.member('token')) })
      context.expect.status(deleted, 200, 'with the token')
      const bearer = String(deleted.member('token'))
      context.expect.equal((await visitor.get('/notes', { bearer })).member('notes'), [], 'notes')
    },
  },
  {
    id: 'bearer.sign-out',
    requirement: 'Sign-out by token answers 204 without a token.',
    level: 'MUST',
    references: ['contract rule 3', 'contract POST /logout'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const bearer = await bearerFor(context)
      const exchange = await context.visitor().signOut({ bearer })
      context.expect.status(exchange, 204, 'with a token')
      context.expect.equal(exchange.body, '', 'body')
    },
  },
  {
    id: 'bearer.sign-out-kills-tokens',
    requirement:
      'After sign-out by token no token of that sign-in works, the earlier ones neither.',
    level: 'MUST',
    references: ['contract POST /logout', 'contract Capabilities: revoke', 'ASVS 7.4.1'],
    appliesTo: (about) => (about.can.revoke ? carriesBearer(about) : claims('revoke')(about)),
    run: async (context) => {
      const first = await bearerFor(context)
      const change = await context.visitor().put('/notes/x', { json: { text: 'x' }, bearer: first })
      context.given.status(change, 200, 'by token')
      const last = String(change.member('token'))
      context.given.status(await context.visitor().signOut({ bearer: last }), 204, 'by token')
      for (const [which, bearer] of Object.entries({ last, earlier: first })) {
        const me = await context.visitor().get('/me', { bearer })
        context.expect.problem(me, 401, 'not-signed-in', `with the ${which} token after sign-out`)
      }
    },
  },
  {
    id: 'bearer.expires-at-is-true',
    requirement: 'The expiresAt that comes with a token is the one that GET /me tells.',
    level: 'MUST',
    references: ['contract rule 3', 'contract GET /me', 'contract rule 6'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const visitor = context.visitor()
      const json = { ...context.firstUser, carrier: 'bearer' }
      const exchange = await context.notBusy(() => visitor.post('/login', { json }))
      context.given.status(exchange, 200)
      const me = await visitor.get('/me', { bearer: String(exchange.member('token')) })
      const [told, true_] = [exchange.member('expiresAt'), me.member('expiresAt')].map((each) => {
        return Date.parse(String(each))
      })
      const apartMs = Math.abs(Number(told) - Number(true_))
      context.expect.that(apartMs <= 1000, 'expiresAt', 'that of GET /me', `${apartMs} ms apart`)
    },
  },
  {
    id: 'bearer.expires-at-moves-on',
    requirement:
      'The expiresAt that comes with a fresh token is its own, not that of the one before.',
    level: 'MUST',
    references: ['contract rule 3', 'contract rule 6'],
    appliesTo: carriesBearer,
    needs: ['long-times'],
    slow: true,
    run: async (context) => {
      const visitor = context.visitor()
      const first = await bearerFor(context)
      await delay(2500)
      const exchange = await visitor.get('/', { bearer: first })
      context.expect.status(exchange, 200, 'with a token')
      const me = await visitor.get('/me', { bearer: String(exchange.member('token')) })
      const [told, own] = [exchange, me].map((each) => Date.parse(String(each.member('expiresAt'))))
      const apartMs = Math.abs(Number(told) - Number(own))
      const subject = 'expiresAt beside a fresh token, 2.5 s after the first'
      context.expect.that(apartMs <= 1000, subject, 'that of GET /me', `${apartMs} ms apart`)
    },
  },
  {
    id: 'bearer.answers-json',
    requirement: 'A request that brings a token gets JSON, whatever it accepts.',
    level: 'MUST',
    references: ['contract Words'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const bearer = await bearerFor(context)
      const exchange = await context.visitor().get('/', { bearer, accept: 'text/html' })
      context.expect.status(exchange, 200)
      context.expect.equal(exchange.mediaType, 'application/json', 'media type')
      const missing = await context.visitor().get('/nope', { bearer, accept: 'text/html' })
      context.expect.equal(missing.mediaType, 'application/problem+json', 'media type of a 404')
    },
  },
  {
    id: 'bearer.scheme-in-any-case',
    requirement: 'The scheme "Bearer" is read without regard to case.',
    level: 'SHOULD',
    references: ['RFC 9110 11.1'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const token = await bearerFor(context)
      const headers = { Authorization: `bearer ${token}` }
      context.expect.status(await context.visitor().get('/me', { headers }), 200, 'with "bearer"')
    },
  },
  {
    id: 'bearer.refused-alike',
    requirement: 'A failed sign-in for a token is answered as any other: 401, no token.',
    level: 'MUST',
    references: ['contract POST /login', 'contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      context.willFail({ unknown: 1 })
      const json = { username: 'nobody-at-all', password: 'whatever-this', carrier: 'bearer' }
      const visitor = context.visitor()
      const exchange = await context.notBusy(() => visitor.post('/login', { json }))
      context.expect.problem(exchange, 401, 'invalid-credentials')
      context.expect.equal(exchange.member('token'), undefined, 'token')
    },
  },
]
