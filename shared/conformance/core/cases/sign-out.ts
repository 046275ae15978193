import { isClearing } from '../../../visitor/set-cookie.ts'
import { cookieHeader } from '../../help/cookies.ts'
import type { CoreCase } from '../core-case.ts'
import { cookiesOfLink } from '../other-site.ts'

export const signOutCases: readonly CoreCase[] = [
  {
    id: 'core.sign-out.ends',
    requirement: 'After sign-out a visitor is a stranger.',
    level: 'MUST',
    references: ['ASVS 7.4.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      context.expectUser(await visitor.whoAmI(), context.firstUser, 'before sign-out')
      await visitor.signOut()
      context.expectStranger(await visitor.whoAmI(), 'after sign-out')
    },
  },
  {
    id: 'core.sign-out.clears-cookie',
    requirement:
      'Sign-out takes the credential out of the browser: cleared, or another in its place.',
    level: 'MUST',
    references: ['ASVS 14.3.1', 'OWASP Session Management: logout'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const before = visitor.credential()
      const answer = await visitor.signOut()
      const after = cookieHeader(visitor.credential())
      const kept = before.filter((pair) => after.includes(cookieHeader(pair)))
      const names = kept.map(({ name }) => name)
      const cleared = answer.setCookies().filter(isClearing).length
      const seen = `${names.join(', ')} as before (${cleared} cookies cleared by the answer)`
      context.expect.that(
        kept.length < before.length,
        answer.name,
        'a cookie cleared or changed',
        seen,
      )
    },
  },
  {
    id: 'core.sign-out.copy-dead',
    requirement: 'A copy of the credential is dead after sign-out.',
    level: 'MUST',
    references: ['ASVS 7.4.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const copy = visitor.copy()
      await visitor.signOut()
      context.expectStranger(await copy.whoAmI(), 'with a copy made before the sign-out')
    },
  },
  {
    id: 'core.sign-out.own-sign-in-only',
    requirement: 'Sign-out ends this sign-in: the other user stays signed in.',
    level: 'MUST',
    references: ['ASVS 7.2.1'],
    run: async (context) => {
      const one = await context.signedIn(context.firstUser)
      const other = await context.signedIn(context.secondUser)
      await one.signOut()
      context.expectUser(await other.whoAmI(), context.secondUser, "after somebody else's sign-out")
    },
  },
  {
    id: 'core.sign-out.not-by-get',
    requirement: 'A link on another site signs nobody out: sign-out does not happen by GET.',
    level: 'MUST',
    references: ['ASVS 3.5.3', 'RFC 9110 9.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const headers = {
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'navigate',
        'Sec-Fetch-Dest': 'document',
      }
      const path = context.map.signOut.path
      const cookies = cookiesOfLink(context, visitor)
      visitor.receive(await visitor.person.get(path, { headers, cookies }))
      const answer = await visitor.whoAmI()
      context.expectUser(answer, context.firstUser, `after following a link to ${path}`)
    },
  },
  {
    id: 'core.sign-out.stranger',
    requirement: 'Signing out without being signed in is no error of the server.',
    level: 'SHOULD',
    references: ['ASVS 16.5.3'],
    run: async (context) => {
      context.expectNoError(await context.visitor().signOut(), 'of a stranger')
      const visitor = await context.signedIn()
      await visitor.signOut()
      context.expectNoError(await visitor.signOut(), 'for the second time')
    },
  },
]
