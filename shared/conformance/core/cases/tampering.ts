import {
  alteredParts,
  cut,
  decodeJwt,
  encodeUnsignedJwt,
  type Tampered,
} from '../../../visitor/credential.ts'
import { type Pair, replaced } from '../../help/cookies.ts'
import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'

const NONSENSE = [
  ...['a', '.', '..', '....', '%zz', '%00', '%', 'null', 'undefined', '{}', '[]', '-1', '""'],
  ...['__proto__', '../../../etc/passwd', 's:x.y', "'OR'1'='1", 'j:{"a":1}', 'j:[', 'eyJ'],
  'x'.repeat(3000),
  'x.'.repeat(1000),
  // A head that says JWT before a body that is no JSON: libraries have thrown over it.
  `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.bm90LWpzb24.c2ln`,
  Buffer.from('{"user":"alice","passport":{"user":1},"__proto__":{}}').toString('base64'),
]

const NONE_SPELLINGS = ['none', 'None', 'NONE', 'nOnE', '']

/** Each way to tamper with each cookie of the credential, the others left as they are. */
function tampered(pairs: readonly Pair[], ways: (value: string) => readonly Tampered[]) {
  return pairs.flatMap(({ name, value }) => {
    return ways(value)
      .filter((each) => each.value !== value)
      .map((each) => ({
        how: `the cookie ${name}, ${each.how}`,
        with: replaced(pairs, name, each.value),
      }))
  })
}

async function expectStrangers(
  context: CoreContext,
  ways: (value: string) => readonly Tampered[],
): Promise<void> {
  const pairs = (await context.signedIn()).credential()
  context.expectUser(await context.whoWith(pairs), context.firstUser, 'with it untouched')
  for (const each of tampered(pairs, ways)) {
    context.expectStranger(await context.whoWith(each.with), `with ${each.how}`)
  }
}

const nonsense = (): Tampered[] => {
  return NONSENSE.map((value) => ({ how: `as ${value.slice(0, 20)}`, value }))
}

export const tamperingCases: readonly CoreCase[] = [
  {
    id: 'core.tampering.altered',
    requirement: 'A credential with one character altered, in any of its parts, is none.',
    level: 'MUST',
    references: ['ASVS 9.1.1', 'ASVS 7.2.1'],
    run: (context) => expectStrangers(context, alteredParts),
  },
  {
    id: 'core.tampering.cut',
    requirement: 'A credential that was cut, emptied, or robbed of its signature is none.',
    level: 'MUST',
    references: ['ASVS 9.1.1', 'ASVS 7.2.1'],
    run: (context) => expectStrangers(context, cut),
  },
  {
    id: 'core.tampering.nonsense',
    requirement: 'Nonsense in the place of a credential is none.',
    level: 'MUST',
    references: ['ASVS 7.2.1'],
    run: (context) => expectStrangers(context, nonsense),
  },
  {
    id: 'core.tampering.no-error',
    requirement: 'No tampered credential, and no nonsense, makes an error of the server.',
    level: 'SHOULD',
    references: ['ASVS 16.5.3'],
    run: async (context) => {
      const pairs = (await context.signedIn()).credential()
      const ways = (value: string) => [...alteredParts(value), ...cut(value), ...nonsense()]
      for (const each of tampered(pairs, ways)) {
        context.expectNoError(await context.whoWith(each.with), `with ${each.how}`)
      }
    },
  },
  {
    id: 'core.tampering.missing-cookie',
    requirement: 'Where a credential is several cookies, the unsigned ones are not enough.',
    level: 'MUST',
    references: ['ASVS 9.1.1'],
    run: async (context) => {
      const pairs = (await context.signedIn()).credential()
      const carrying = pairs.filter(({ name }) => !name.endsWith('.sig'))
      if (carrying.length === pairs.length) {
        context.notApplicable('no cookie of the credential is the signature of another')
      }
      context.expectStranger(await context.whoWith(carrying), 'without the cookies named *.sig')
    },
  },
  {
    id: 'core.tampering.jwt-none',
    requirement: 'A JWT that says it is not signed is no credential, however it spells "none".',
    level: 'MUST',
    references: ['ASVS 9.1.2', 'RFC 8725 3.2'],
    run: async (context) => {
      const pairs = (await context.signedIn()).credential()
      const tokens = pairs.filter(({ value }) => decodeJwt(value) !== undefined)
      if (tokens.length === 0) context.notApplicable('no cookie of the credential is a JWT')
      for (const { name, value } of tokens) {
        const jwt = decodeJwt(value)
        for (const alg of NONE_SPELLINGS) {
          const input = encodeUnsignedJwt({ ...jwt?.header, alg }, { ...jwt?.claims })
          for (const signature of ['', jwt?.signature ?? '']) {
            const answer = await context.whoWith(replaced(pairs, name, `${input}.${signature}`))
            context.expectStranger(answer, `with alg ${JSON.stringify(alg)}`)
          }
        }
      }
    },
  },
  {
    id: 'core.tampering.duplicate-cookie',
    requirement: 'A second cookie of the same name is no error and makes nobody else of a visitor.',
    level: 'SHOULD',
    references: ['ASVS 15.3.7', 'RFC 6265bis 4.2.1'],
    run: async (context) => {
      const { firstUser } = context
      const pairs = (await context.signedIn()).credential()
      const junk = pairs.map(({ name }) => ({ name, value: 'junk' }))
      for (const both of [
        [...pairs, ...junk],
        [...junk, ...pairs],
      ]) {
        const answer = await context.whoWith(both)
        context.expectNoError(answer, 'with each cookie twice')
        const name = context.userSeen(answer)
        const wanted = [undefined, firstUser.shownAs ?? firstUser.username]
        context.expect.oneOf(name, wanted, 'user with each cookie twice')
      }
    },
  },
]
