import { setTimeout as delay } from 'node:timers/promises'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { cookieHeader, heldCredential } from '../../help/cookies.ts'
import { statusOfHugeBody } from '../../help/huge-body.ts'
import { longAddress } from '../../help/long-address.ts'
import { connect, head } from '../../help/raw-request.ts'
import { expectSignedIn, unknownName, visit, visitsOf } from '../../help/steps.ts'

async function statusOf(context: CaseContext, text: string): Promise<number | undefined> {
  const connection = await connect(context)
  try {
    await connection.send(text)
    return (await connection.answer(5000)).status
  } finally {
    connection.close()
  }
}

/** Beyond the limits that frameworks have by default, of which the highest is 30 MB (ASP.NET Core). */
const HUGE_BODIES_BYTES = [8 * 1024 * 1024, 64 * 1024 * 1024]

/** Beyond all measure also for a parser that takes a megabyte by default, as Go's net/http does. */
const HUGE_HEAD_BYTES = 4 * 1024 * 1024

/** The contract's 15, and what a machine may be late. */
const MAX_HALF_BODY_SECONDS = 15.5
/** Where a machine stands still for a moment, the next end is in time; a server that waits is late each time. */
const ATTEMPTS = 3

async function endOfHalfABody(context: CaseContext) {
  const connection = await connect(context)
  try {
    const lines = ['Content-Type: application/json', 'Content-Length: 100']
    await connection.send(`${head(context, 'POST /login', ...lines)}{"username":"al`)
    const startedMs = performance.now()
    const answer = await connection.answer(20_000).catch(() => undefined)
    return { answer, seconds: (performance.now() - startedMs) / 1000 }
  } finally {
    connection.close()
  }
}

export const limitsCases: readonly ConformanceCase[] = [
  {
    id: 'limits.name-and-password-length',
    requirement:
      'A name of 64 and a password of 256 characters are looked at; longer ones are answered 400.',
    level: 'MUST',
    references: ['contract rule 8', 'contract rule 9', 'ASVS 6.2.9'],
    run: async (context) => {
      context.willFail({ unknown: 2 })
      const name = unknownName().padEnd(64, 'x')
      const ask = (username: string, password: string) => {
        const visitor = context.visitor()
        return context.notBusy(() => visitor.signIn({ username, password }))
      }
      const longest = await ask(name, 'p'.repeat(256))
      context.expect.problem(longest, 401, 'invalid-credentials', 'at both limits')
      const accented = await ask(name, 'é'.repeat(256))
      context.expect.problem(
        accented,
        401,
        'invalid-credentials',
        'with 256 characters in 512 bytes',
      )
      const longName = await ask(`${name}x`, 'p'.repeat(256))
      context.expect.problem(longName, 400, 'invalid-request', 'with a name of 65')
      const longPassword = await ask(name, 'p'.repeat(257))
      context.expect.problem(longPassword, 400, 'invalid-request', 'with a password of 257')
    },
  },
  {
    id: 'limits.body-too-large',
    slow: true,
    requirement: 'A body beyond all measure is answered 413 body-too-large, declared or in chunks.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 9110 15.5.14'],
    run: async (context) => {
      const least = 4 * context.about.limits.stateBytes
      const sizes = HUGE_BODIES_BYTES.filter((bytes) => bytes >= least)
      for (const how of ['declared', 'in chunks'] as const) {
        let status: number | undefined
        for (const bytes of sizes) {
          // A server that closes on unread bytes resets the connection, and the reset can overtake
          // its answer. Then more slowly, so that it has read all there is when it answers.
          status =
            (await statusOfHugeBody(context, { how, bytes, pauseMs: 25 })) ??
            (await statusOfHugeBody(context, { how, bytes, pauseMs: 250 }))
          // It took all of it, and found that it is no JSON: its limit is further up.
          if (status !== 400) break
        }
        context.expect.equal(status, 413, `status for a huge body, ${how}`)
      }
    },
  },
  {
    id: 'limits.address-too-long',
    requirement: 'An address beyond all measure is answered 414 uri-too-long, path or query.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 9110 15.5.15'],
    run: async (context) => {
      const path = await longAddress(context)
      const visitor = context.visitor()
      for (const each of [path, `/?q=${path.slice(4)}`, `/notes/${path.slice(7)}`]) {
        context.expect.problem(await visitor.get(each), 414, 'uri-too-long')
      }
      const first = await visitor.get('/')
      context.expect.equal(first.member('visits'), 1, 'visits after it')
    },
  },
  {
    id: 'limits.broken-percent-encoding',
    requirement: 'Broken percent-encoding in an address is bad input, not an error of the server.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 3986 2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const path of ['/%', '/%zz', '/notes/%E0%A4%A', '/notes/%', '/%00', '/notes/%C0%AF']) {
        const exchange = await visitor.get(path)
        context.expect.status(exchange, [400, 404, 405])
      }
      context.expect.status(await visitor.get('/?q=%zz'), [200, 400])
      await expectSignedIn(context, visitor, 'after it')
    },
  },
  {
    id: 'limits.half-a-body',
    requirement:
      'A body that stops half-way is answered 408, or the connection closed, within 15 s.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 9110 15.5.9'],
    slow: true,
    run: async (context) => {
      const took: string[] = []
      for (;;) {
        const { answer, seconds } = await endOfHalfABody(context)
        took.push(`${seconds.toFixed(1)} s`)
        context.expect.that(
          answer !== undefined,
          'a body that stops',
          'an end',
          `none in ${took.at(-1)}`,
        )
        context.expect.oneOf(answer?.status, [408, undefined], 'status, if any')
        if (seconds <= MAX_HALF_BODY_SECONDS) break
        const isLate = took.length === ATTEMPTS
        context.expect.that(!isLate, 'a body that stops', 'an end in 15 s', took.join(', '))
      }
    },
  },
  {
    id: 'limits.half-a-body-changes-nothing',
    requirement: 'A change whose body never arrives whole has no effect.',
    level: 'MUST',
    references: ['contract rule 9'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await visit(context, visitor)
      const halves = [
        ['PUT /notes/half', 'application/json', '{"text":"half'],
        // Cut anywhere, a form is still a form.
        ['POST /notes', 'application/x-www-form-urlencoded', 'name=half&text=hal'],
      ] as const
      for (const [request, type, half] of halves) {
        const connection = await connect(context)
        const cookie = `Cookie: ${cookieHeader(heldCredential(context, visitor))}`
        const lines = [`Content-Type: ${type}`, 'Content-Length: 100', cookie]
        await connection.send(head(context, request, ...lines, 'Expect: 100-continue'))
        await connection.continued(1000) // it has begun on the request
        await connection.send(half)
        connection.close()
        await delay(250) // for what it would do now
        const notes = (await visitor.get('/notes')).member('notes')
        context.expect.equal(notes, [], `notes after half a body of ${request}`)
        context.expect.equal(await visitsOf(context, visitor), 1, 'visits after it')
      }
    },
  },
  {
    id: 'limits.headers-too-large',
    requirement: 'A head beyond all measure is answered 431.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 6585 5'],
    run: async (context) => {
      const ask = (bytes: number) => {
        return statusOf(context, head(context, 'GET /about', `X-Long: ${'x'.repeat(bytes)}`))
      }
      const status = await ask(60_000)
      if (status !== 200)
        return context.expect.equal(status, 431, 'status for a header of 60,000 bytes')
      // What is still unread when the server closes resets the connection, and its answer may be lost.
      const subject = `status for a header of ${HUGE_HEAD_BYTES} bytes`
      context.expect.oneOf(await ask(HUGE_HEAD_BYTES), [431, undefined], subject)
    },
  },
  {
    id: 'limits.broken-http',
    requirement: 'What is not HTTP is answered 400, or the connection closed.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 9112 2.2', 'RFC 9112 6.3'],
    run: async (context) => {
      const both = [
        'Content-Type: application/json',
        'Content-Length: 5',
        'Transfer-Encoding: chunked',
      ]
      const broken = [
        'NONSENSE\r\n\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        'GET / HTTP/1.1\r\n\r\n',
        head(context, 'GET /', 'Bad Header Name: x'),
        `${head(context, 'POST /login', ...both)}0\r\n\r\n`,
        `${head(context, 'POST /login', 'Content-Length: five')}hello`,
      ]
      for (const text of broken) {
        const status = await statusOf(context, text)
        const subject = `status for ${JSON.stringify(text.slice(0, 30))}`
        context.expect.oneOf(status, [400, 505, undefined], subject)
      }
    },
  },
  {
    id: 'limits.unknown-expectation',
    requirement: 'An expectation that nobody knows is answered 417, or not looked at.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 9110 15.5.18'],
    run: async (context) => {
      const status = await statusOf(context, head(context, 'GET /about', 'Expect: a-miracle'))
      // A server MAY answer 417 (RFC 9110 10.1.1); the contract asks for the right status where it does.
      context.expect.oneOf(status, [417, 200], 'status for Expect: a-miracle')
    },
  },
]
