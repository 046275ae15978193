import type { Exchange } from '../../../visitor/exchange.ts'
import type { ConformanceCase } from '../../case.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { ROUTES, UNSAFE_REQUESTS } from '../../help/routes.ts'
import { expectSignedIn, notesOf, putNote } from '../../help/steps.ts'

function methodsIn(allow: string | undefined): string[] {
  return (allow ?? '').split(',').map((method) => method.trim())
}

export const methodsCases: readonly ConformanceCase[] = [
  {
    id: 'methods.not-allowed',
    requirement: 'A method that a route lacks is answered 405 method-not-allowed, with Allow.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 4.1.4', 'RFC 9110 15.5.6'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const { methods, path } of ROUTES) {
        const exchange = await visitor.request('PATCH', path)
        context.expect.problem(exchange, 405, 'method-not-allowed')
        const allowed = methodsIn(exchange.header('allow'))
        const missing = methods.filter((method) => !allowed.includes(method))
        context.expect.equal(missing, [], `methods missing in Allow of ${exchange.name}`)
        context.expect.that(!allowed.includes('PATCH'), 'Allow', 'no PATCH', allowed)
      }
      await expectSignedIn(context, visitor, 'after it')
    },
  },
  {
    id: 'methods.wrong-way-round',
    requirement: 'Reads refuse POST, and what changes state refuses PUT, with 405.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 9110 15.5.6'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const { methods, path } of ROUTES) {
        const method = methods.includes('GET') && !methods.includes('POST') ? 'POST' : 'PUT'
        if (methods.includes(method)) continue
        const exchange = await visitor.request(method, path, { json: {} })
        context.expect.problem(exchange, 405, 'method-not-allowed')
        expectNoCookie(context, exchange)
      }
    },
  },
  {
    id: 'methods.options',
    requirement: 'OPTIONS on a route answers 204 with Allow, and changes nothing.',
    level: 'MUST',
    references: ['contract Routes: OPTIONS', 'RFC 9110 9.3.7'],
    run: async (context) => {
      for (const { methods, path } of ROUTES) {
        const exchange = await context.visitor().request('OPTIONS', path)
        context.expect.status(exchange, 204)
        const allowed = methodsIn(exchange.header('allow'))
        const missing = methods.filter((method) => !allowed.includes(method))
        context.expect.equal(missing, [], `methods missing in Allow of ${exchange.name}`)
        expectNoCookie(context, exchange)
      }
    },
  },
  {
    id: 'methods.no-such-route',
    requirement: 'What is no route is answered 404 not-found, by whatever method.',
    level: 'MUST',
    references: ['contract rule 9'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const body = method === 'POST' || method === 'PUT' ? { json: {} } : {}
        for (const path of ['/no-such-page', '/notes/a/b/c', '/login/x', '/.env', '/constructor']) {
          const exchange = await visitor.request(method, path, body)
          context.expect.problem(exchange, 404, 'not-found')
        }
      }
    },
  },
  {
    id: 'methods.no-trace',
    requirement: 'TRACE echoes nothing back.',
    level: 'SHOULD',
    references: ['ASVS 13.4.4', 'RFC 9110 9.3.8'],
    run: async (context) => {
      const exchange = await context
        .visitor()
        .request('TRACE', '/', { headers: { 'X-Probe': 'e' } })
      context.expect.that(exchange.status >= 400, exchange.name, 'an error', exchange.status)
      const echoed = /x-probe/i.test(exchange.body)
      context.expect.that(!echoed, exchange.name, 'no echo of the request', 'its headers')
    },
  },
  {
    id: 'methods.no-override',
    requirement: 'A method named in a header or in the address is not the method.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.3'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const saying = (method: string) => ({
        'X-HTTP-Method-Override': method,
        'X-HTTP-Method': method,
        'X-Method-Override': method,
      })
      await visitor.get('/logout?_method=POST', { headers: saying('POST') })
      await expectSignedIn(context, visitor, 'after GET /logout that says POST')
      await putNote(context, visitor, 'kept', 'still here')
      const form = { _method: 'DELETE' }
      const requests = [
        { path: '/notes/kept', headers: saying('DELETE') },
        { path: '/notes/kept?_method=DELETE', headers: {} },
      ]
      for (const { path, headers } of requests) {
        const exchange = await visitor.post(path, { form, headers })
        context.expect.problem(exchange, 405, 'method-not-allowed', 'that says DELETE')
      }
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'kept', text: 'still here' }], 'notes after it')
    },
  },
  {
    id: 'methods.get-changes-nothing',
    requirement: 'GET and HEAD on what changes state change nothing.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.3', 'RFC 9110 9.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await putNote(context, visitor, 'probe', 'still here')
      const query = '?name=probe&text=other&confirm=true'
      const answers: Exchange[] = []
      for (const { path } of UNSAFE_REQUESTS) {
        for (const method of ['GET', 'HEAD']) {
          answers.push(await visitor.request(method, `${path}${query}`))
        }
      }
      await expectSignedIn(context, visitor, 'after GET and HEAD of all that changes state')
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'probe', text: 'still here' }], 'notes after them')
      for (const exchange of answers) expectNoCookie(context, exchange)
    },
  },
]
