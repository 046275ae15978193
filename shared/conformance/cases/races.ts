import { RawConnection } from '../../visitor/raw-socket.ts'
import type { Visitor } from '../../visitor/visitor.ts'
import { type ConformanceCase, claims } from '../case.ts'
import type { CaseContext } from '../context.ts'
import { cookieHeader, heldCredential } from '../cookies.ts'
import { guess } from '../guessing.ts'
import { changingPassword } from '../password-change.ts'
import { expectNotSignedIn, expectSignedIn, unknownName } from '../steps.ts'

/** A change under way: its head and half its body are with the server, the rest is still to come. */
interface SlowChange {
  /** Sends the rest, and has what the answer sets taken over by a thief's jar. */
  readonly end: (thief: Visitor) => Promise<void>
  readonly close: () => void
}

async function beginSlowPut(context: CaseContext, visitor: Visitor): Promise<SlowChange> {
  const body = JSON.stringify({ text: 'written by a slow request' })
  const connection = await RawConnection.open(visitor.options)
  const lines = [
    'PUT /notes/slow HTTP/1.1',
    `Host: ${context.target.origin.host}`,
    'Accept: application/json',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    `Cookie: ${cookieHeader(heldCredential(context, visitor))}`,
    // The interim answer tells that the server has begun on this request (RFC 9110 10.1.1).
    'Expect: 100-continue',
  ]
  await connection.send(`${lines.join('\r\n')}\r\n\r\n`)
  await connection.continued(1000)
  await connection.send(body.slice(0, 10))
  return {
    end: async (thief) => {
      await connection.send(body.slice(10))
      const { setCookieLines } = await connection.answer(10_000)
      thief.jar.receive(`${context.target.origin.origin}/`, setCookieLines)
    },
    close: () => connection.close(),
  }
}

export const racesCases: readonly ConformanceCase[] = [
  {
    id: 'races.slow-change-against-sign-out',
    requirement:
      'A slow change that began before the sign-out and ends after it does not bring the sign-in back.',
    level: 'MUST',
    references: ['contract rule 13', 'contract Capabilities: revoke', 'ASVS 7.4.1', 'ASVS 15.4.2'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const [copy, thief] = [visitor.copy(), visitor.copy()]
      const slow = await beginSlowPut(context, visitor)
      try {
        context.given.status(await visitor.signOut(), 204)
        await slow.end(thief)
      } finally {
        slow.close()
      }
      await expectNotSignedIn(context, copy, 'with the credential from before the sign-out')
      await expectNotSignedIn(context, thief, 'with what the slow answer set')
    },
  },
  {
    id: 'races.slow-change-against-password-change',
    requirement: 'A slow change does not bring back the credential that a password change ended.',
    level: 'MUST',
    references: ['contract rule 13', 'contract Capabilities: revoke'],
    appliesTo: claims('revoke'),
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      const [copy, thief] = [visitor.copy(), visitor.copy()]
      await changingPassword(context, async (change) => {
        const slow = await beginSlowPut(context, visitor)
        try {
          context.given.status(await change.to(change.fresh(), visitor), 204)
          await slow.end(thief)
        } finally {
          slow.close()
        }
        await expectNotSignedIn(context, copy, 'with the credential from before the change')
        await expectNotSignedIn(context, thief, 'with what the slow answer set')
        await expectSignedIn(context, visitor, 'with the fresh credential')
      })
    },
  },
  {
    id: 'races.slow-change-against-new-sign-in',
    requirement: 'A slow change does not bring back the credential that a new sign-in replaced.',
    level: 'MUST',
    references: ['contract rule 13', 'contract Capabilities: revoke'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const [copy, thief] = [visitor.copy(), visitor.copy()]
      const slow = await beginSlowPut(context, visitor)
      try {
        await context.signIn(visitor)
        await slow.end(thief)
      } finally {
        slow.close()
      }
      await expectNotSignedIn(context, copy, 'with the credential from before the new sign-in')
      await expectNotSignedIn(context, thief, 'with what the slow answer set')
      await expectSignedIn(context, visitor, 'with the new credential')
    },
  },
  {
    id: 'races.sign-ins-at-once',
    requirement: 'Several sign-ins of one visitor at once all answer, and leave it signed in.',
    level: 'MUST',
    references: ['contract rule 4', 'RFC 6265bis 4.1.1'],
    run: async (context) => {
      const visitor = context.visitor()
      await visitor.get('/')
      const attempts = Array.from({ length: 4 }, () => {
        return context.notBusy(() => visitor.signIn(context.firstUser))
      })
      for (const exchange of await Promise.all(attempts)) {
        context.expect.status(exchange, 200, 'among four at once')
      }
      await expectSignedIn(context, visitor, 'after four sign-ins at once')
    },
  },
  {
    id: 'races.changes-at-once',
    requirement: 'Changes and visits at once all answer, and leave the visitor signed in.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 6265bis 4.1.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const requests = Array.from({ length: 12 }, (_, number) => {
        return number % 3 === 0
          ? visitor.get('/')
          : visitor.put(`/notes/n${number}`, { json: { text: `number ${number}` } })
      })
      for (const exchange of await Promise.all(requests)) {
        context.expect.status(exchange, [200, 204], 'among twelve at once')
      }
      await expectSignedIn(context, visitor, 'after twelve requests at once')
    },
  },
  {
    id: 'races.sign-outs-at-once',
    requirement: 'Signing out several times at once answers 204 to each.',
    level: 'MUST',
    references: ['contract POST /logout'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const exchanges = await Promise.all(Array.from({ length: 4 }, () => visitor.signOut()))
      for (const exchange of exchanges) context.expect.status(exchange, 204, 'among four at once')
      await expectNotSignedIn(context, visitor, 'after it')
    },
  },
  {
    id: 'races.guesses-at-once',
    requirement: 'Guesses sent all at once do not slip past the limit.',
    level: 'SHOULD',
    references: ['contract rule 8', 'ASVS 6.3.1', 'ASVS 15.4.2'],
    needs: ['source-addresses'],
    run: async (context) => {
      const allowed = context.about.limits.signIn.accountAndAddress
      if (allowed > 12) context.notJudged('limits.signIn.accountAndAddress of 12 or less')
      const username = unknownName()
      const guesses = Array.from({ length: 4 * allowed }, () => guess(context, { username }))
      const looked = (await Promise.all(guesses)).filter(({ status }) => status === 401).length
      // Twice the limit leaves room for those that were under way when it was reached.
      const few = looked <= 2 * allowed
      const subject = `guesses looked at, of ${guesses.length} at once`
      context.expect.that(few, subject, `about ${allowed}, at most ${2 * allowed}`, String(looked))
    },
  },
]
