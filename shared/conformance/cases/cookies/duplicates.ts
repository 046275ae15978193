import { alteredParts } from '../../../visitor/credential.ts'
import { RawConnection } from '../../../visitor/raw-socket.ts'
import type { ConformanceCase } from '../../case.ts'
import { cookieHeader, heldCredential, type Pair } from '../../help/cookies.ts'
import { userIn, visit } from '../../help/steps.ts'

/** Cookies that do not verify: one of quite another shape, and one that looks just like the good. */
function badLike(good: readonly Pair[]): Pair[][] {
  return [
    good.map(({ name }) => ({ name, value: 'planted' })),
    good.map(({ name, value }) => ({ name, value: alteredParts(value).at(-1)?.value ?? 'x' })),
  ]
}

export const cookiesSentCases: readonly ConformanceCase[] = [
  {
    id: 'cookies.duplicate-bad-first',
    requirement:
      'Of duplicate cookies the first that verifies counts, also behind one that does not.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 6265bis 4.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const good = heldCredential(context, visitor)
      for (const bad of badLike(good)) {
        const cookies = { header: cookieHeader(bad, good) }
        const me = await context.visitor().get('/me', { cookies })
        context.expect.status(me, 200, 'with a bad cookie before the good one')
      }
    },
  },
  {
    id: 'cookies.duplicate-bad-second',
    requirement: 'A duplicate that does not verify, behind the good cookie, changes nothing.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 6265bis 4.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const good = heldCredential(context, visitor)
      for (const bad of badLike(good)) {
        const cookies = { header: cookieHeader(good, bad) }
        const me = await context.visitor().get('/me', { cookies })
        context.expect.status(me, 200, 'with a bad cookie after the good one')
      }
    },
  },
  {
    id: 'cookies.duplicate-both-good',
    requirement: 'Of two cookies that both verify the first counts.',
    level: 'MUST',
    references: ['contract rule 9'],
    run: async (context) => {
      const [member, guest] = [await context.signedIn(), context.visitor()]
      await visit(context, guest)
      const [signedIn, anonymous] = [
        heldCredential(context, member),
        heldCredential(context, guest),
      ]
      const stranger = context.visitor()
      const first = await stranger.get('/me', {
        cookies: { header: cookieHeader(signedIn, anonymous) },
      })
      context.expect.equal(userIn(first), context.firstUser.username, "user, member's cookie first")
      const second = await stranger.get('/me', {
        cookies: { header: cookieHeader(anonymous, signedIn) },
      })
      context.expect.status(second, 401, "with an anonymous visitor's cookie first")
    },
  },
  {
    id: 'cookies.beside-strangers',
    requirement: 'Cookies of others, however they are written, are no hindrance.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 6265bis 4.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const good = cookieHeader(heldCredential(context, visitor))
      const around = ['other=1', 'bad=%zz', 'quoted="a b"', 'noequals', '=nameless', '__proto__=x']
      for (const each of around) {
        for (const header of [`${each}; ${good}`, `${good}; ${each}`]) {
          const me = await context.visitor().get('/me', { cookies: { header } })
          context.expect.status(me, 200, `with the cookie ${each} beside the own ones`)
        }
      }
    },
  },
  {
    id: 'cookies.several-header-lines',
    requirement: 'Cookies may come in several Cookie lines.',
    level: 'SHOULD',
    references: ['RFC 6265bis 4.2.1', 'RFC 9113 8.2.3'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const lines = heldCredential(context, visitor).map((pair) => cookieHeader(pair))
      const { host } = context.target.origin
      // Node's own client would join them.
      const head = [
        'GET /me HTTP/1.1',
        `Host: ${host}`,
        'Connection: close',
        ...['other=1', ...lines].map((line) => `Cookie: ${line}`),
      ]
      const connection = await RawConnection.open(visitor.options)
      try {
        await connection.send(`${head.join('\r\n')}\r\n\r\n`)
        const { status } = await connection.answer(5000)
        context.expect.equal(status, 200, 'status of GET /me with a line for each cookie')
      } finally {
        connection.close()
      }
    },
  },
]
