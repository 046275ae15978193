/** What a signed cookie must not be accepted for, though its signature is by the real key (contract rule 5). */
import { randomBytes } from 'node:crypto'
import { percentDecoded } from '../../../visitor/credential.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { credentialOf } from '../../help/cookies.ts'
import { type SignedCookie, signedCookies } from '../../help/real-key.ts'
import { agedBy, oddMembers, stateIn } from '../../help/signed-state.ts'
import { FIRST_VISIT, userIn } from '../../help/steps.ts'

const keptBy = (who: 'client' | 'server') => (about: { stateKeptBy: string }) => {
  return about.stateKeptBy === who || `the state is kept by the ${about.stateKeptBy}`
}

async function expectStranger(context: CaseContext, header: string, how: string): Promise<void> {
  const me = await context.visitor().get('/me', { cookies: { header } })
  context.expect.problem(me, 401, 'not-signed-in', how)
  const home = await context.visitor().get('/', { cookies: { header } })
  context.expect.status(home, 200, how)
  context.expect.equal(userIn(home), null, `user of ${home.name} ${how}`)
}

async function statesOf(context: CaseContext): Promise<(SignedCookie & { state: object })[]> {
  const cookies = await signedCookies(context)
  const states = cookies.flatMap((cookie) => {
    const state = stateIn(cookie.text)
    return state === undefined ? [] : [{ ...cookie, state }]
  })
  if (states.length === 0) context.notJudged('a signed cookie that holds the state as JSON')
  return states
}

/** In the alphabet that the cookie itself uses. */
function encoded(state: unknown): string {
  return Buffer.from(JSON.stringify(state)).toString('base64')
}

export const realKeyCookieCases: readonly ConformanceCase[] = [
  {
    id: 'real-key.expired-cookie',
    requirement: 'A state of the real key whose times are over is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'contract rule 6', 'ASVS 7.3.1', 'ASVS 9.2.1'],
    appliesTo: keptBy('client'),
    needs: ['server-key'],
    run: async (context) => {
      const { idleSeconds, absoluteSeconds } = context.about.lifetime
      for (const { header, state, name } of await statesOf(context)) {
        const old = agedBy(state, idleSeconds + absoluteSeconds + 60)
        const subject = `times in the cookie ${name}`
        context.expect.that(old !== undefined, subject, 'at least one (rule 6)', 'none')
        await expectStranger(context, header(encoded(old)), 'with every time in it long ago')
      }
    },
  },
  {
    id: 'real-key.cookie-for-another-name',
    requirement: 'A signature made for another cookie, or by another hash, is none of this one.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.2', 'ASVS 9.2.2'],
    appliesTo: keptBy('client'),
    needs: ['server-key'],
    run: async (context) => {
      for (const { header, text, name } of await signedCookies(context)) {
        const otherwise = {
          'signed for the cookie "other"': header(text, { as: 'other' }),
          'signed for its .sig': header(text, { as: `${name}.sig` }),
          'signed by sha1': header(text, { hash: 'sha1' }),
          'signed by sha512': header(text, { hash: 'sha512' }),
        }
        for (const [how, other] of Object.entries(otherwise)) {
          if (other !== header(text)) await expectStranger(context, other, how)
        }
      }
    },
  },
  {
    id: 'real-key.cookie-with-odd-content',
    requirement:
      'A cookie of the real key with content of another shape is nobody, and never a 5xx.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 16.5.3'],
    appliesTo: keptBy('client'),
    needs: ['server-key'],
    run: async (context) => {
      for (const { header, state } of await statesOf(context)) {
        for (const content of oddMembers(state)) {
          const cookies = { header: header(encoded(content)) }
          for (const path of ['/me', '/']) {
            const exchange = await context.visitor().get(path, { cookies })
            const subject = `${exchange.name} with ${JSON.stringify(content).slice(0, 60)} in it`
            context.expect.that(exchange.status < 500, subject, 'no 5xx', exchange.status)
          }
        }
        for (const odd of [{}, [], null, 'text', 7, { signIn: {}, user: {} }]) {
          await expectStranger(context, header(encoded(odd)), `with ${JSON.stringify(odd)} in it`)
        }
        for (const text of ['', '!', 'e30', '%7B%7D']) {
          await expectStranger(context, header(text), `with "${text}" in it`)
        }
      }
    },
  },
  {
    id: 'real-key.id-never-issued',
    requirement:
      'An id of the real key that the server never issued is nobody, and is not adopted.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 7.2.3', 'OWASP Session Management: strict'],
    appliesTo: keptBy('server'),
    needs: ['server-key'],
    run: async (context) => {
      for (const { header, text, name } of await signedCookies(context)) {
        const invented = randomBytes(64).toString('base64url').slice(0, text.length)
        for (const id of [invented, '', 'x', '__proto__', 'constructor', 'x'.repeat(3000)]) {
          await expectStranger(context, header(id), `with the signed id "${id.slice(0, 40)}"`)
        }
        const cookies = { header: header(invented) }
        const [first, second] = [
          await context.visitor().get('/', { cookies }),
          await context.visitor().get('/', { cookies }),
        ]
        for (const home of [first, second]) {
          const subject = 'message for whoever brings the invented id'
          context.expect.equal(home.member('message'), FIRST_VISIT, subject)
        }
        const visitor = context.visitor()
        visitor.jar.receive(`${context.target.origin.origin}/`, [`${header(invented)}; Path=/`])
        context.given.status(await visitor.signIn(context.firstUser), 200)
        const [now] = credentialOf(context, visitor).filter((each) => each.name === name)
        const kept = now !== undefined && percentDecoded(now.value).includes(invented)
        context.expect.that(!kept, 'the id after a sign-in', 'another one', 'the invented one')
      }
    },
  },
  {
    id: 'real-key.id-walks-no-path',
    requirement: 'An id of the real key that is a path leads nowhere.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 5.3.2'],
    appliesTo: keptBy('server'),
    needs: ['server-key'],
    run: async (context) => {
      for (const { header, text } of await signedCookies(context)) {
        const walks = [
          `../${text}`,
          `./${text}`,
          `x/../${text}`,
          `${text}/.`,
          '../package',
          '/etc/passwd',
          `${text}\0`,
        ]
        for (const id of walks) {
          const shown = JSON.stringify(id.replace(text, 'ID'))
          await expectStranger(context, header(id), `with the signed id ${shown}`)
        }
      }
    },
  },
]
