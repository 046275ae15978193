import { alteredParts, cut, reEncoded } from '../../../visitor/credential.ts'
import type { ConformanceCase } from '../../case.ts'
import { cookieHeader, cookiesIn, heldCredential } from '../../help/cookies.ts'
import { carried, expectAbsent } from '../../help/forgery.ts'
import { FIRST_VISIT, userIn } from '../../help/steps.ts'

const NONSENSE = [
  'a',
  '.',
  '..',
  '....',
  '%zz',
  '%00',
  'null',
  'undefined',
  '{}',
  '[]',
  '__proto__',
  '../../../etc/passwd',
  's:x.y',
  '-1',
  "'OR'1'='1",
  "' OR 1=1 -- ",
  '%25',
  '_',
  '*',
  'j:{"$ne":null}',
  'j%3A%7B%22%24ne%22%3Anull%7D',
  'x'.repeat(3000),
  `${'x.'.repeat(1000)}x`,
  Buffer.from('{"user":"alice","passport":{"user":1},"__proto__":{"user":"x"}}').toString(
    'base64url',
  ),
]

/** Tokens only by their look: libraries have thrown over each of them. */
const ALMOST_TOKENS = {
  'a JWT whose body is no JSON': jwtOf('{"alg":"HS256","typ":"JWT"}', 'not-json'),
  'a JWT whose algorithm is a number': jwtOf('{"alg":7,"typ":"JWT"}', '{}'),
  'a JWT whose head is null': jwtOf('null', '{}'),
  'a JWT whose body is null': jwtOf('{"alg":"HS256","typ":"JWT"}', 'null'),
}

function jwtOf(head: string, body: string): string {
  return [head, body, 'sig'].map((part) => Buffer.from(part).toString('base64url')).join('.')
}

export const forgedCases: readonly ConformanceCase[] = [
  {
    id: 'forged.altered',
    requirement: 'A credential with one character altered, in any of its parts, is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.1'],
    run: async (context) => {
      for (const part of await carried(context)) {
        await expectAbsent(context, part, alteredParts(part.value))
      }
    },
  },
  {
    id: 'forged.cut',
    requirement: 'A credential that was cut, or robbed of its signature, is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.1'],
    run: async (context) => {
      for (const part of await carried(context)) await expectAbsent(context, part, cut(part.value))
    },
  },
  {
    id: 'forged.re-encoded',
    requirement: 'Another spelling of the same bytes is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'RFC 4648 3.5', 'RFC 7515 2'],
    run: async (context) => {
      for (const part of await carried(context)) {
        await expectAbsent(context, part, reEncoded(part.value))
      }
    },
  },
  {
    id: 'forged.missing-cookie',
    requirement:
      'Where a credential is several cookies, none of them is enough without the others.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.1'],
    run: async (context) => {
      const pairs = heldCredential(context, await context.signedIn())
      if (pairs.length < 2) context.notApplicable('the credential is one cookie')
      for (const { name } of pairs) {
        const header = cookieHeader(pairs.filter((pair) => pair.name !== name))
        const exchange = await context.visitor().get('/me', { cookies: { header } })
        context.expect.status(exchange, 401, `without the cookie ${name}`)
      }
    },
  },
  {
    id: 'forged.spliced',
    requirement: 'Parts of two credentials that verify do not make a third.',
    level: 'MUST',
    references: ['contract rule 5', 'RFC 6265bis 8.4'],
    run: async (context) => {
      const one = heldCredential(context, await context.signedIn())
      const other = heldCredential(context, await context.signedIn())
      for (const [index, pair] of one.entries()) {
        const foreign = other[index]?.value ?? ''
        const dot = pair.value.lastIndexOf('.')
        const spliced =
          one.length > 1
            ? one.with(index, { ...pair, value: foreign })
            : [
                {
                  ...pair,
                  value: pair.value.slice(0, dot) + foreign.slice(foreign.lastIndexOf('.')),
                },
              ]
        // Without a dot there is nothing to splice: the value would be the other one's, whole.
        if (one.length === 1 && dot < 0) context.notApplicable('the credential has no parts')
        const cookies = { header: cookieHeader(spliced) }
        const exchange = await context.visitor().get('/me', { cookies })
        context.expect.status(exchange, 401, 'with parts of two credentials')
      }
    },
  },
  {
    id: 'forged.nonsense',
    requirement:
      'Nonsense in the place of a credential is no credential, and never an error of the server.',
    level: 'MUST',
    references: ['contract rule 5', 'contract rule 9', 'ASVS 16.5.3'],
    run: async (context) => {
      for (const part of await carried(context)) {
        const forgeries = [
          ...NONSENSE.map((value) => ({ how: `as ${value.slice(0, 20)}`, value })),
          ...Object.entries(ALMOST_TOKENS).map(([what, value]) => ({ how: `as ${what}`, value })),
        ]
        await expectAbsent(context, part, forgeries)
      }
    },
  },
  {
    id: 'forged.anywhere-as-absent',
    requirement: 'With a forged cookie every route answers as without one.',
    level: 'MUST',
    references: ['contract rule 5'],
    run: async (context) => {
      const { expect } = context
      const header = cookieHeader(context.about.cookies.map((name) => ({ name, value: 'forged' })))
      const cookies = { header }
      const visitor = context.visitor()
      const first = await visitor.get('/', { cookies })
      expect.equal(first.member('message'), FIRST_VISIT, 'message of GET / with a forged cookie')
      expect.equal(userIn(first), null, 'user of GET / with a forged cookie')
      expect.that(
        cookiesIn(first).setting.length > 0,
        first.name,
        'a fresh credential',
        'no cookie',
      )
      expect.status(await visitor.get('/notes', { cookies }), 401)
      expect.status(await visitor.put('/notes/x', { json: { text: 'x' }, cookies }), 401)
      expect.status(await visitor.get('/about', { cookies }), 200)
      expect.status(await visitor.get('/no-such-page', { cookies }), 404)
      const signIn = await context.notBusy(() => visitor.signIn(context.firstUser, { cookies }))
      expect.status(signIn, 200, 'with a forged cookie')
    },
  },
  {
    id: 'forged.errors-only-clear',
    requirement: 'To a forged credential an error may clear the cookie, and sets none.',
    level: 'MUST',
    references: ['contract rule 2'],
    run: async (context) => {
      const header = cookieHeader(context.about.cookies.map((name) => ({ name, value: 'forged' })))
      for (const path of ['/me', '/notes', '/no-such-page']) {
        const exchange = await context.visitor().get(path, { cookies: { header } })
        context.given.that(exchange.status >= 400, exchange.name, 'an error', exchange.status)
        const names = cookiesIn(exchange).setting.map(({ name }) => name)
        context.expect.equal(names, [], `cookies set by ${exchange.name}`)
      }
    },
  },
]
