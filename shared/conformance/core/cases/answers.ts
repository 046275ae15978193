import type { Exchange } from '../../../visitor/exchange.ts'
import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'
import { ready } from '../request.ts'

/**
 * What a stack trace or a path of the server's own files looks like, in several languages. No part of
 * a pattern may run on without end, for the text it looks through may be megabytes of nothing else.
 */
const LEAKS = [
  /\bat [\w$.<>[\] ]{1,200} \(?(?:file:\/\/)?\/[^\s)]{1,300}:\d{1,9}:\d/,
  /\bat (?:async )?[\w$.<>]{1,200} \(?node:/,
  /node_modules[\\/]/,
  /Traceback \(most recent call last\)/,
  /File "[^"]{1,300}", line \d+/,
  /\bat [\w.$]{1,200}\(\w{1,200}\.java:\d{1,9}\)/,
  /\.php(?: on line |:)\d+/,
  /[\\/](?:home|usr|var|srv|opt|app)[\\/][\w.-]{1,200}[\\/][\w./-]{1,300}\.(?:[cm]?[jt]s|py|rb|php|go)\b/,
]

/** Requests that go wrong in the ways that clients do. */
async function mistakes(context: CoreContext): Promise<Exchange[]> {
  const { map } = context
  const visitor = context.visitor()
  const send = (type: string, text: string) => visitor.signIn({}, { body: { type, text } })
  const answers = [
    (await send('application/json', '{')).answer,
    (await send('application/json', 'null')).answer,
    (await send('application/x-www-form-urlencoded', '%zz=%&a[b][c]=%00')).answer,
    (await send('application/json; charset=nonsense', '{}')).answer,
    (await send('text/plain', 'x')).answer,
    await visitor.person.get('/no-such-page-anywhere'),
    await visitor.person.get('/%zz'),
    await visitor.person.request('DELETE', map.signIn.path),
    await context.whoWith([{ name: (map.cookies[0] ?? '').replace('*', ''), value: '%zz' }]),
  ]
  const { method, path, options } = ready(map.signIn, map, {})
  const { form: _, json: __, ...bare } = options
  return [...answers, await visitor.person.request(method, path, bare)]
}

export const answersCases: readonly CoreCase[] = [
  {
    id: 'core.answers.not-cached',
    requirement: 'What belongs to the visitor is not cached: Cache-Control: no-store.',
    level: 'SHOULD',
    references: ['ASVS 14.3.2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const answer = await visitor.whoAmI()
      const seen = answer.header('cache-control') ?? 'no Cache-Control'
      context.expect.that(/no-store/.test(seen), answer.name, 'Cache-Control: no-store', seen)
    },
  },
  {
    id: 'core.answers.no-software-named',
    requirement: 'No answer names the software that made it.',
    level: 'INFO',
    references: ['ASVS 13.4.6'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const exchange of [...context.base.journal, await visitor.whoAmI()]) {
        const powered = exchange.header('x-powered-by')
        context.expect.equal(powered ?? null, null, `X-Powered-By of ${exchange.name}`)
        const server = exchange.header('server') ?? ''
        const told = /\d/.test(server) ? server : null
        context.expect.equal(told, null, `version in Server of ${exchange.name}`)
      }
    },
  },
  {
    id: 'core.answers.no-leak',
    requirement: 'No error shows a stack trace or a path of the server.',
    level: 'SHOULD',
    references: ['ASVS 16.5.1', 'ASVS 13.4.2'],
    run: async (context) => {
      for (const exchange of await mistakes(context)) {
        const leak = LEAKS.map((pattern) => pattern.exec(exchange.body)?.[0]).find(Boolean)
        const subject = `body of ${exchange.name} (${exchange.status})`
        context.expect.that(leak === undefined, subject, 'no trace, no path', leak?.slice(0, 80))
      }
    },
  },
  {
    id: 'core.answers.mistakes-are-no-errors',
    requirement: "A mistake in the request is the client's: 4xx, not 5xx.",
    level: 'SHOULD',
    references: ['ASVS 16.5.3', 'RFC 9110 15.5'],
    run: async (context) => {
      for (const exchange of await mistakes(context)) {
        const type = exchange.request.headers.find(([name]) => name === 'Content-Type')?.[1]
        context.expectNoError(exchange, type === undefined ? 'gone wrong' : `as broken ${type}`)
      }
    },
  },
]
