import { randomInt } from 'node:crypto'
import type { Visitor } from '../../../visitor/visitor.ts'
import { type ConformanceCase, claims } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { cookieHeader, credentialOf, heldCredential, type Pair } from '../../help/cookies.ts'
import { expectNotSignedIn, expectSignedIn, FIRST_VISIT, userIn, visit } from '../../help/steps.ts'

const INVENTED = 'a1b2c3d4e5f6'.repeat(4)

/** Invented values of the same look: each letter and digit another one, marks and dots in place. */
function shapedLike(pairs: readonly Pair[]): Pair[] {
  const other = (alphabet: string) => alphabet[randomInt(alphabet.length)] ?? ''
  return pairs.map(({ name, value }) => ({
    name,
    value: value.replace(/^s%3A|%[0-9A-F]{2}|[0-9]|[a-f]|[g-z]|[A-Z]/g, (found) => {
      if (found.length > 1) return found
      if (/[0-9]/.test(found)) return other('0123456789')
      if (/[a-f]/.test(found)) return other('abcdef')
      return other(/[g-z]/.test(found) ? 'ghijklmnopqrstuvwxyz' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    }),
  }))
}

/** A visitor in whose browser somebody else has put these cookies. */
function planted(context: CaseContext, pairs: readonly Pair[]): Visitor {
  const visitor = context.visitor()
  const url = `${context.target.origin.origin}/`
  const lines = pairs.map(({ name, value }) => {
    return `${name}=${value}; Path=/${name.startsWith('__') ? '; Secure' : ''}`
  })
  visitor.jar.receive(url, lines)
  return visitor
}

export const renewalCases: readonly ConformanceCase[] = [
  {
    id: 'renewal.fresh-credential-at-sign-in',
    requirement: 'Signing in issues a fresh credential.',
    level: 'MUST',
    references: ['contract rule 4', 'ASVS 7.2.4'],
    run: async (context) => {
      const visitor = context.visitor()
      await visit(context, visitor)
      const before = heldCredential(context, visitor)
      await context.signIn(visitor)
      const first = heldCredential(context, visitor)
      await context.signIn(visitor)
      const second = heldCredential(context, visitor)
      const values = [before, first, second].map((each) => JSON.stringify(each))
      context.expect.equal(new Set(values).size, 3, 'different credentials over two sign-ins')
    },
  },
  {
    id: 'renewal.planted-credential-stays-anonymous',
    requirement: 'A credential held before the sign-in does not become a signed-in one.',
    level: 'MUST',
    references: ['contract rule 4', 'ASVS 7.2.4', 'OWASP Session Fixation'],
    run: async (context) => {
      const attacker = context.visitor()
      await visit(context, attacker)
      const victim = attacker.copy()
      await context.signIn(victim)
      await expectSignedIn(context, victim, 'with the fresh credential')
      await expectNotSignedIn(context, attacker, 'with the credential from before the sign-in')
      const home = await attacker.get('/')
      context.expect.equal(userIn(home), null, 'user of GET / with it')
      // Only a server that keeps the state has what an anonymous credential stands for.
      if (!context.about.can.revoke || context.about.stateKeptBy !== 'server') return
      const message = home.member('message')
      context.expect.equal(message, FIRST_VISIT, 'message of GET / with it, which has ended')
    },
  },
  {
    id: 'renewal.planted-sign-in-stays-its-own',
    requirement: "A credential of one user does not become another user's who signs in over it.",
    level: 'MUST',
    references: ['contract rule 4', 'ASVS 7.2.4', 'OWASP Session Fixation'],
    uses: 'second-user',
    run: async (context) => {
      const attacker = await context.signedIn(context.secondUser)
      const victim = attacker.copy()
      await context.signIn(victim)
      for (const exchange of [await attacker.get('/me'), await attacker.get('/')]) {
        const subject = `user of ${exchange.name} with the credential from before the sign-in`
        const seen = userIn(exchange)
        const expected = 'not the one who signed in'
        context.expect.that(seen !== context.firstUser.username, subject, expected, seen)
      }
    },
  },
  {
    id: 'renewal.old-credential-ends',
    requirement: 'A new sign-in in its place ends the credential that was there before.',
    level: 'MUST',
    references: ['contract Capabilities: revoke', 'contract rule 4', 'ASVS 7.2.4'],
    appliesTo: claims('revoke'),
    run: async (context) => {
      const visitor = await context.signedIn()
      const older = visitor.copy()
      await visit(context, visitor)
      const thief = visitor.copy()
      await context.signIn(visitor)
      await expectNotSignedIn(context, thief, 'with a copy from before the second sign-in')
      await expectNotSignedIn(context, older, 'with a copy from before a visit and that sign-in')
      await expectSignedIn(context, visitor, 'with the second credential')
    },
  },
  {
    id: 'renewal.invented-credential-not-adopted',
    requirement: 'A value that the server did not issue never becomes a credential.',
    level: 'MUST',
    references: ['contract rule 5', 'OWASP Session Management: strict'],
    run: async (context) => {
      const model = context.visitor()
      await visit(context, model)
      const held = heldCredential(context, model)
      const plain = held.map(({ name }) => ({ name, value: INVENTED }))
      for (const invented of [plain, shapedLike(held)]) {
        const [visitor, other] = [planted(context, invented), planted(context, invented)]
        await visit(context, visitor)
        const second = (await other.get('/')).member('message')
        const subject = 'message for a second visitor with the same invented value'
        context.expect.equal(second, FIRST_VISIT, subject)
        await context.signIn(visitor)
        const cookies = { header: cookieHeader(invented) }
        const me = await context.visitor().get('/me', { cookies })
        context.expect.status(me, 401, 'with the invented value, after a sign-in with it')
        const values = invented.map(({ value }) => value)
        const adopted = credentialOf(context, visitor).filter(({ value }) => {
          return values.some((each) => value.includes(each))
        })
        context.expect.equal(adopted, [], 'cookies with the invented value, after sign-in')
      }
    },
  },
]
