import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { decodeJwt } from '../../../visitor/credential.ts'
import { cookieHeader } from '../../help/cookies.ts'
import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'
import type { CoreVisitor } from '../core-visitor.ts'

/** Long enough for the whole seconds in a token to move on: within one, two are the same text. */
const OVER_A_SECOND_MS = 1100

async function untilTokensDiffer(visitor: CoreVisitor): Promise<void> {
  const isToken = visitor.credential().some(({ value }) => decodeJwt(value) !== undefined)
  if (isToken) await delay(OVER_A_SECOND_MS)
}

/** Somebody signs in, is copied, and signs in again in the same place. */
async function renewed(context: CoreContext): Promise<{ visitor: CoreVisitor; old: CoreVisitor }> {
  const visitor = await context.signedIn()
  const old = visitor.copy()
  await untilTokensDiffer(visitor)
  await context.signIn(visitor)
  return { visitor, old }
}

export const renewalCases: readonly CoreCase[] = [
  {
    id: 'core.renewal.fresh-credential',
    requirement: 'Each sign-in issues a credential that was not there before.',
    level: 'MUST',
    references: ['ASVS 7.2.4', 'OWASP Session Fixation'],
    run: async (context) => {
      const visitor = context.visitor()
      await visitor.lookAround()
      const before = cookieHeader(visitor.credential())
      await context.signIn(visitor)
      const first = cookieHeader(visitor.credential())
      const changed = (is: boolean) => (is ? 'a fresh one' : 'the same as before')
      context.expect.equal(changed(first !== before), 'a fresh one', 'credential after sign-in')
      await untilTokensDiffer(visitor)
      await context.signIn(visitor)
      const second = cookieHeader(visitor.credential())
      const subject = 'credential after a second sign-in'
      context.expect.equal(changed(second !== first), 'a fresh one', subject)
    },
  },
  {
    id: 'core.renewal.planted-not-adopted',
    requirement: 'A credential from before the sign-in does not become a signed-in one.',
    level: 'MUST',
    references: ['ASVS 7.2.4', 'OWASP Session Fixation'],
    run: async (context) => {
      const attacker = context.visitor()
      await attacker.lookAround()
      if (attacker.credential().length === 0) {
        context.notApplicable('who is not signed in holds no credential')
      }
      const victim = attacker.copy()
      await context.signIn(victim)
      const answer = await attacker.whoAmI()
      context.expectStranger(answer, "with the credential from before somebody else's sign-in")
    },
  },
  {
    id: 'core.renewal.invented-not-adopted',
    requirement: 'A credential that the server never issued does not become a signed-in one.',
    level: 'MUST',
    references: ['ASVS 7.2.4', 'OWASP Session Management: strict mode'],
    run: async (context) => {
      const names = (await context.signedIn()).credential().map(({ name }) => name)
      const planted = names.map((name) => ({ name, value: randomBytes(16).toString('hex') }))
      const victim = context.visitor()
      const url = victim.person.options.origin.origin
      // As a neighbouring host of the same site can set it, before the victim signs in.
      for (const { name, value } of planted) {
        const secure = name.startsWith('__') ? '; Secure' : ''
        victim.person.jar.receive(url, [`${name}=${value}; Path=/${secure}`])
      }
      const { succeeded } = await victim.signIn(context.firstUser)
      context.expect.that(succeeded, 'sign-in with an invented cookie', 'signIn.success', 'another')
      const answer = await context.whoWith(planted)
      context.expectStranger(answer, 'with a credential invented before the sign-in')
    },
  },
  {
    id: 'core.renewal.old-credential-ends',
    requirement: 'A new sign-in in its place ends the credential that was there before.',
    level: 'MUST',
    references: ['ASVS 7.2.4'],
    run: async (context) => {
      const { visitor, old } = await renewed(context)
      context.expectUser(await visitor.whoAmI(), context.firstUser, 'with the second credential')
      context.expectStranger(await old.whoAmI(), 'with a copy from before the second sign-in')
    },
  },
  {
    id: 'core.renewal.older-copy-dead-after-sign-out',
    requirement: 'Signing out ends a copy from before the last renewal too.',
    level: 'MUST',
    references: ['ASVS 7.4.1', 'ASVS 7.2.4'],
    run: async (context) => {
      const { visitor, old } = await renewed(context)
      await visitor.signOut()
      context.expectStranger(await old.whoAmI(), 'with an older copy, after sign-out')
    },
  },
]
