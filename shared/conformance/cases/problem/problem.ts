import type { Exchange } from '../../../visitor/exchange.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { cookieHeader, heldCredential } from '../../help/cookies.ts'
import { INNARDS } from '../../help/innards.ts'
import { errors } from '../../help/tour.ts'

async function problems(context: CaseContext): Promise<Exchange[]> {
  const visitor = await context.signedIn()
  const all = await errors(context, visitor)
  const json = { 'Content-Type': 'application/json' }
  const stranger = () => context.visitor()
  const header = cookieHeader(context.about.cookies.map((name) => ({ name, value: 'e30.%zz.x' })))
  all.push(
    await stranger().get('/me'),
    await stranger().get('/me', { cookies: { header } }),
    await stranger().get('/me', { bearer: 'e30.e30.bm9uZQ' }),
    await stranger().post('/login', { json: { username: ['x'], password: {} } }),
    await stranger().post('/login', { json: { username: 'x', password: 'y', toString: 'z' } }),
    await stranger().post('/login', { body: '{"__proto__":{"x":1}}', headers: json }),
    await visitor.get('/notes/%zz'),
    await visitor.put('/notes/%zz', { json: { text: 'x' } }),
    await visitor.put('/notes/toString', { json: [] }),
    await visitor.post('/password', { json: { currentPassword: 1, newPassword: null } }),
  )
  for (const body of ['{"username": tru', '{"username":"x', "{'username': 1}", 'null', '"x"', '']) {
    all.push(await stranger().post('/login', { body, headers: json }))
  }
  for (const encoding of ['br', 'nonsense']) {
    const headers = { ...json, 'Content-Encoding': encoding }
    all.push(await stranger().post('/login', { body: '{}', headers }))
  }
  const charset = { 'Content-Type': 'application/json; charset=nonsense' }
  all.push(await stranger().post('/login', { body: '{}', headers: charset }))
  return all.filter(({ status }) => status >= 400)
}

function isPage(exchange: Exchange): boolean {
  return exchange.mediaType === 'text/html'
}

export const problemCases: readonly ConformanceCase[] = [
  {
    id: 'problem.shape',
    requirement:
      'Every error is application/problem+json with type, title, status, detail and code, its status that of the answer.',
    level: 'MUST',
    references: ['contract Words: problem', 'RFC 9457 3.1'],
    run: async (context) => {
      const { expect } = context
      for (const exchange of (await problems(context)).filter((each) => !isPage(each))) {
        const of = `of ${exchange.name}, ${exchange.status}`
        expect.equal(exchange.mediaType, 'application/problem+json', `media type ${of}`)
        for (const name of ['type', 'title', 'detail', 'code']) {
          expect.match(exchange.member(name), /\S/, `${name} ${of}`)
        }
        expect.match(exchange.member('code'), /^[a-z0-9]+(-[a-z0-9]+)*$/, `code ${of}`)
        expect.equal(exchange.member('status'), exchange.status, `status ${of}`)
        const type = String(exchange.member('type'))
        const isAddress = URL.canParse(type, context.target.origin.href)
        expect.that(isAddress && type !== 'about:blank', `type ${of}`, 'an address', type)
      }
    },
  },
  {
    id: 'problem.code-is-stable',
    requirement: 'A code has one status, one type and one title, wherever it comes up.',
    level: 'MUST',
    references: ['contract Words: problem', 'RFC 9457 3.1.3'],
    run: async (context) => {
      const known = new Map<unknown, unknown>()
      for (const exchange of (await problems(context)).filter((each) => !isPage(each))) {
        const kind = ['status', 'type', 'title'].map((name) => exchange.member(name))
        const code = exchange.member('code')
        context.expect.equal(kind, known.get(code) ?? kind, `status, type and title of ${code}`)
        known.set(code, kind)
      }
    },
  },
  {
    id: 'problem.tells-no-innards',
    requirement: "An error tells no stack, no path, and no library's own message.",
    level: 'MUST',
    references: ['contract Words: problem', 'ASVS 16.5.1', 'ASVS 13.4.2'],
    run: async (context) => {
      for (const exchange of await problems(context)) {
        context.expect.lacks(
          exchange.body,
          INNARDS,
          `what ${exchange.name}, ${exchange.status} gives away`,
        )
      }
    },
  },
  {
    id: 'problem.repeats-no-secret',
    requirement: 'An error repeats neither a password nor a credential that was sent.',
    level: 'MUST',
    references: ['contract Words: problem', 'ASVS 16.2.5'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const password = context.secret('Tell-nobody-about-this')
      const username = 'x'.repeat(65)
      const json = { 'Content-Type': 'application/json' }
      const exchanges = [
        await context.visitor().post('/login', { json: { username, password } }),
        await context.visitor().post('/login', { body: `{"password":"${password}`, headers: json }),
        await context.visitor().post('/login', { json: { username: 'x', password: [password] } }),
        await context.visitor().post('/login', { json: { [password]: 'x' } }),
        ...(await errors(context, visitor)),
      ]
      const credential = heldCredential(context, visitor).map(({ value }) => value)
      for (const exchange of exchanges) {
        const told = [password, ...credential].some((each) => exchange.body.includes(each))
        context.expect.that(
          !told,
          `body of ${exchange.name}`,
          'no secret in it',
          'one that was sent',
        )
      }
    },
  },
  {
    id: 'problem.page-for-browsers',
    requirement: 'A browser gets an error as a page, with the same status and the code in it.',
    level: 'MUST',
    references: ['contract Words: problem'],
    run: async (context) => {
      const requests = [
        ['GET', '/no-such-page'],
        ['GET', '/me'],
        ['PATCH', '/notes'],
        ['POST', '/login'],
      ] as const
      for (const [method, path] of requests) {
        const body = method === 'POST' ? { form: {} } : {}
        const json = await context.visitor().request(method, path, body)
        const page = await context.visitor().request(method, path, { ...body, accept: 'text/html' })
        context.expect.equal(page.mediaType, 'text/html', `media type of ${page.name}`)
        context.expect.equal(page.status, json.status, `status of the page of ${page.name}`)
        const code = String(json.member('code'))
        context.expect.that(page.body.includes(code), `the page of ${page.name}`, code, 'no code')
      }
    },
  },
]
