import type { ConformanceCase } from '../../case.ts'
import { record } from '../../help/about.ts'
import { cookiesIn, expectNoCookie, heldCredential } from '../../help/cookies.ts'
import {
  expectNotSignedIn,
  expectSignedIn,
  notesOf,
  putNote,
  unknownName,
  userIn,
  visit,
  visitsOf,
} from '../../help/steps.ts'

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

export const loginCases: readonly ConformanceCase[] = [
  {
    id: 'login.answers-user',
    requirement: 'A right name and password are answered with the user: name and role.',
    level: 'MUST',
    references: ['contract POST /login'],
    run: async (context) => {
      const { expect, firstUser } = context
      const visitor = context.visitor()
      const exchange = await context.notBusy(() => visitor.signIn(firstUser))
      expect.status(exchange, 200)
      const user = record(exchange.member('user'))
      expect.equal(user?.username, firstUser.username, 'user.username')
      expect.equal(typeof user?.role, 'string', 'type of user.role')
      expect.that(cookiesIn(exchange).setting.length > 0, exchange.name, 'a cookie', 'none')
      await expectSignedIn(context, visitor, 'after sign-in')
    },
  },
  {
    id: 'login.takes-form',
    requirement: 'POST /login takes a form as it takes JSON.',
    level: 'MUST',
    references: ['contract Words', 'contract POST /login'],
    run: async (context) => {
      const visitor = context.visitor()
      const { username, password } = context.firstUser
      const exchange = await context.notBusy(() => {
        return visitor.post('/login', { form: { username, password } })
      })
      context.expect.status(exchange, 200, 'with a form')
      context.expect.equal(userIn(exchange), username, 'user.username')
    },
  },
  {
    id: 'login.gives-no-secret',
    requirement:
      'The answer to a sign-in holds neither the password, nor what is made from it, nor the cookie once more in its body.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 3.3.4', 'ASVS 14.2.1', 'ASVS 15.3.1'],
    run: async (context) => {
      const visitor = context.visitor()
      const exchange = await context.signIn(visitor)
      const { password } = context.firstUser
      const told = JSON.stringify(exchange.response)
      context.expect.that(!told.includes(password), 'the answer', 'no password', 'the password')
      const hash =
        /\$argon2|\$2[aby]\$|\$scrypt|pbkdf2|"((hashed|encrypted)?_?password|(\w*_?)(hash|digest|salt))\\?":/i
      context.expect.lacks(told, hash, 'what looks like a password hash')
      // HttpOnly keeps a script from the cookie; a copy in the body would hand it over all the same.
      for (const { name, value } of heldCredential(context, visitor)) {
        const again = [value, decoded(value)].some((each) => exchange.body.includes(each))
        context.expect.that(!again, 'the body', `no value of the cookie ${name}`, 'the value')
      }
    },
  },
  {
    id: 'login.refuses-wrong-password',
    requirement: 'A wrong password is answered 401 invalid-credentials, and signs nobody in.',
    level: 'MUST',
    references: ['contract POST /login', 'contract rule 2'],
    run: async (context) => {
      context.willFail({ firstUser: 1 })
      const visitor = context.visitor()
      const { username } = context.firstUser
      const exchange = await context.notBusy(() => {
        return visitor.signIn({ username, password: 'not-the-password' })
      })
      context.expect.problem(exchange, 401, 'invalid-credentials')
      expectNoCookie(context, exchange)
      await expectNotSignedIn(context, visitor, 'after a wrong password')
    },
  },
  {
    id: 'login.refuses-unknown-name',
    requirement: 'An unknown name is answered 401 invalid-credentials, and signs nobody in.',
    level: 'MUST',
    references: ['contract POST /login', 'contract rule 2'],
    run: async (context) => {
      context.willFail({ unknown: 1 })
      const visitor = context.visitor()
      const { password } = context.firstUser
      const exchange = await context.notBusy(() => {
        return visitor.signIn({ username: unknownName(), password })
      })
      context.expect.problem(exchange, 401, 'invalid-credentials')
      expectNoCookie(context, exchange)
      await expectNotSignedIn(context, visitor, 'after an unknown name')
    },
  },
  {
    id: 'login.failure-keeps-visitor',
    requirement: 'A failed sign-in leaves a signed-in visitor, visits and notes as they were.',
    level: 'MUST',
    references: ['contract rule 9', 'contract rule 2'],
    run: async (context) => {
      context.willFail({ unknown: 1 })
      const visitor = await context.signedIn()
      await visit(context, visitor)
      await putNote(context, visitor, 'kept', 'still here')
      const failed = await context.notBusy(() => {
        return visitor.signIn({ username: unknownName(), password: 'whatever-else' })
      })
      context.given.status(failed, 401)
      expectNoCookie(context, failed)
      await expectSignedIn(context, visitor, 'after a failed sign-in')
      context.expect.equal(await visitsOf(context, visitor), 1, 'visits after a failed sign-in')
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'kept', text: 'still here' }], 'notes after it')
    },
  },
  {
    id: 'login.reads-no-query',
    requirement: 'Name and password are read from the body, never from the address.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 14.2.1'],
    run: async (context) => {
      const visitor = context.visitor()
      const query = new URLSearchParams({ ...context.firstUser })
      const exchange = await visitor.post(`/login?${query}`, { json: {} })
      context.expect.problem(exchange, 400, 'invalid-request', 'with all of it in the address')
      await expectNotSignedIn(context, visitor, 'after it')
      const role = record((await context.signIn(visitor)).member('user'))?.role
      const other = role === 'admin' ? 'member' : 'admin'
      const asOther = await context.notBusy(() => {
        return visitor.post(`/login?role=${other}`, { json: context.firstUser })
      })
      context.expect.status(asOther, [200, 400], 'with a role in the address')
      if (asOther.status === 400) return
      const told = record(asOther.member('user'))?.role
      context.expect.equal(told, role, 'role, with another one in the address')
    },
  },
  {
    id: 'login.never-by-get',
    requirement: 'GET /login signs nobody in, whatever its address says.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.3', 'ASVS 7.6.2'],
    run: async (context) => {
      const visitor = context.visitor()
      const query = new URLSearchParams({ ...context.firstUser })
      expectNoCookie(context, await visitor.get(`/login?${query}`))
      await expectNotSignedIn(context, visitor, 'after GET /login')
    },
  },
  {
    id: 'login.takes-no-basic',
    requirement: 'A name and a password in an Authorization header are no credential.',
    level: 'MUST',
    references: ['contract rule 14', 'contract rule 8', 'ASVS 6.3.4'],
    run: async (context) => {
      const { username, password } = context.firstUser
      const basic = Buffer.from(`${username}:${password}`).toString('base64')
      const headers = { Authorization: `Basic ${basic}` }
      const exchange = await context.visitor().get('/me', { headers })
      context.expect.status(exchange, 401, 'with Basic credentials')
    },
  },
]
