import { decodeJwt } from '../../../visitor/credential.ts'
import type { Pair } from '../../help/cookies.ts'
import { bitsAtMost, tellsState, unsigned, withoutSignatures } from '../../help/entropy.ts'
import { publishedKeyOf } from '../../help/published-keys.ts'
import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'
import { readable } from './sign-in.ts'

const SAMPLES = 6
const BITS = 128
/** What is shorter stands in many a text by chance. */
const SHORTEST = 15

async function signedCookies(context: CoreContext): Promise<Pair[]> {
  const visitor = await context.signedIn()
  // All of them, since a signature may stand in a cookie that the map does not name.
  return visitor.person.cookies(context.map.whoAmI.path)
}

function expectNoPublishedKey(context: CoreContext, pairs: Pair[], harm: string): void {
  const key = publishedKeyOf(pairs)
  const seen = `signed with ${JSON.stringify(key)}: ${harm}`
  const subject = 'the signature of the credential'
  context.expect.that(key === undefined, subject, 'none by a published key', seen)
}

export const credentialCases: readonly CoreCase[] = [
  {
    id: 'core.credential.unguessable',
    requirement: `A credential that stands for state kept elsewhere is unique, with ${BITS} bits of chance.`,
    level: 'MUST',
    references: ['ASVS 7.2.3', 'ASVS 11.5.1'],
    run: async (context) => {
      const samples: string[][] = []
      for (let count = 0; count < SAMPLES; count += 1) {
        const visitor = await context.signedIn(context.users[count % 2])
        samples.push(visitor.credential().map(({ value }) => value))
      }
      if (samples.flat().some(tellsState)) {
        context.notApplicable('the credential holds its own state, and stands for none elsewhere')
      }
      const cookies = samples[0]?.map((_, at) => {
        return withoutSignatures(samples.map((each) => each[at] ?? ''))
      })
      const bits = Math.max(...(cookies ?? []).map(bitsAtMost))
      const subject = `chance in ${SAMPLES} credentials`
      context.expect.that(bits >= BITS, subject, `${BITS} bits or more`, `at most ${bits} bits`)
    },
  },
  {
    id: 'core.credential.no-published-key',
    requirement: 'State that the client keeps is not signed with a key that stands in tutorials.',
    level: 'MUST',
    references: ['ASVS 9.1.1', 'RFC 8725 3.5', 'ASVS 13.3.1'],
    run: async (context) => {
      const pairs = await signedCookies(context)
      if (!pairs.some(({ value }) => tellsState(value))) {
        context.notApplicable('the credential stands for state that the server keeps')
      }
      expectNoPublishedKey(context, pairs, 'anybody can make one for any user')
    },
  },
  {
    id: 'core.credential.id-no-published-key',
    requirement: 'An id is not signed with a key that stands in tutorials.',
    level: 'SHOULD',
    references: ['ASVS 13.3.1'],
    run: async (context) => {
      const pairs = await signedCookies(context)
      if (pairs.some(({ value }) => tellsState(value))) {
        context.notApplicable(
          'the credential holds its own state: core.credential.no-published-key',
        )
      }
      expectNoPublishedKey(context, pairs, 'anybody can sign an id of their choice')
    },
  },
  {
    id: 'core.credential.holds-no-password',
    requirement: 'The credential holds neither the password nor a hash of it.',
    level: 'SHOULD',
    references: ['ASVS 14.3.3', 'ASVS 14.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const told = readable(
        visitor
          .credential()
          .map(({ value }) => value)
          .join('\n'),
      )
      const subject = 'the credential, decoded'
      const hasPassword = told.includes(context.firstUser.password)
      context.expect.that(!hasPassword, subject, 'no password in it', 'the password')
      const sign = /"(password|passwd|pwd|pass|hash|salt)\w*"|\$2[aby]\$|\$argon2/i.exec(told)
      context.expect.equal(sign?.[0] ?? null, null, `what looks like a password in ${subject}`)
    },
  },
  {
    id: 'core.credential.token-ends',
    requirement: 'A JWT says when it ends.',
    level: 'SHOULD',
    references: ['ASVS 7.3.2', 'ASVS 9.2.1', 'RFC 7519 4.1.4'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const tokens = visitor.credential().flatMap(({ value }) => decodeJwt(value) ?? [])
      if (tokens.length === 0) context.notApplicable('no cookie of the credential is a JWT')
      for (const { claims } of tokens) {
        const seen = claims.exp ?? 'no exp: it is good for ever'
        context.expect.that(typeof claims.exp === 'number', 'exp of the token', 'a time', seen)
      }
    },
  },
  {
    id: 'core.credential.not-in-address',
    requirement: 'No credential stands in an address that the server leads to.',
    level: 'MUST',
    references: ['ASVS 14.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const held = visitor.credential().filter(({ value }) => value.length > SHORTEST)
      const values = held.flatMap(({ value }) => [value, encodeURIComponent(value)])
      for (const exchange of context.base.journal) {
        const location = exchange.header('location') ?? ''
        const shown = values.some((value) => location.includes(value))
        const subject = `Location of ${exchange.name}`
        context.expect.that(!shown, subject, 'no credential', 'the credential')
      }
    },
  },
  {
    id: 'core.credential.only-in-cookie',
    requirement: 'The credential reaches the browser in Set-Cookie alone, out of reach of scripts.',
    level: 'SHOULD',
    references: ['ASVS 3.3.4'],
    run: async (context) => {
      const visitor = context.visitor()
      const { answer } = await context.signIn(visitor)
      const me = await visitor.whoAmI()
      // A signed value counts without its signature: to the server's own clients it is the whole.
      const values = visitor.credential().flatMap(({ value }) => [value, unsigned(value)])
      for (const exchange of [answer, me]) {
        const shown = values.some(
          (value) => value.length > SHORTEST && exchange.body.includes(value),
        )
        const subject = `body of ${exchange.name}`
        context.expect.that(!shown, subject, 'no credential', 'the credential')
      }
    },
  },
]
