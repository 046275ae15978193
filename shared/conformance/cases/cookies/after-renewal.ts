/** Cookies where a server sets or clears them by another piece of code than at sign-in (contract rule 1). */
import type { Exchange } from '../../../visitor/exchange.ts'
import { isClearing } from '../../../visitor/set-cookie.ts'
import { type ConformanceCase, claims } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import {
  cookiesOf,
  expectAttributes,
  expectEndsWithBrowser,
  expectSecure,
} from '../../help/cookie-rules.ts'
import { cookiesIn, expectNoCookie } from '../../help/cookies.ts'
import { changingPassword } from '../../help/password-change.ts'
import { signedByOlderKey } from '../../help/real-key.ts'
import { currentSignIn } from '../../help/sign-in-list.ts'
import { userIn } from '../../help/steps.ts'

/** All that rule 1 asks of the cookies in one answer; there has to be one. */
function expectWhole(context: CaseContext, exchange: Exchange, kind: 'set' | 'cleared'): void {
  const cookies = cookiesOf([exchange], (each) => isClearing(each) === (kind === 'cleared'))
  context.expect.that(cookies.length > 0, exchange.name, `a cookie ${kind}`, 'none')
  const names = exchange.setCookies().map(({ name }) => name)
  context.expect.equal(new Set(names).size, names.length, `names set by ${exchange.name}`)
  for (const { cookie, subject } of cookies) {
    context.expect.oneOf(cookie.name, context.about.cookies, `name in ${subject}`)
    expectAttributes(context, cookie, subject)
    if (kind === 'set') expectEndsWithBrowser(context, cookie, subject)
    if (context.target.origin.protocol === 'https:') expectSecure(context, cookie, subject)
  }
}

export const cookiesRenewedCases: readonly ConformanceCase[] = [
  {
    id: 'cookies.attributes-at-password-change',
    requirement: 'The cookie of a password change bears the attributes that it had at sign-in.',
    level: 'MUST',
    references: ['contract rule 1', 'contract POST /password', 'ASVS 3.3.2', 'ASVS 3.3.4'],
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        const exchange = await change.to(change.fresh(), visitor)
        context.given.status(exchange, 204)
        expectWhole(context, exchange, 'set')
      })
    },
  },
  {
    id: 'cookies.attributes-when-ended',
    requirement:
      'Ending the current sign-in, alone or with all others, clears the cookie with its attributes.',
    level: 'MUST',
    references: ['contract rule 1', 'contract rule 2'],
    appliesTo: claims('listSessions', 'endEverywhere'),
    uses: 'second-user',
    run: async (context) => {
      const one = await context.signedIn(context.secondUser)
      const ended = await one.delete(`/sessions/${(await currentSignIn(context, one)).id}`)
      context.given.status(ended, 204)
      expectWhole(context, ended, 'cleared')
      const all = await context.signedIn(context.secondUser)
      const json = { currentPassword: context.secondUser.password }
      const everywhere = await context.notBusy(() => all.post('/logout/everywhere', { json }))
      context.given.status(everywhere, 204)
      expectWhole(context, everywhere, 'cleared')
    },
  },
  {
    id: 'cookies.after-key-rotation',
    requirement:
      'A credential of an older key is left alone by reads; GET / sets it anew, with all attributes, and clears nothing.',
    level: 'MUST',
    references: ['contract rule 1', 'contract rule 2', 'ASVS 3.3.2'],
    needs: ['older-key'],
    run: async (context) => {
      const visitor = context.visitor()
      for (const header of await signedByOlderKey(context)) {
        const cookies = { header }
        const me = await visitor.get('/me', { cookies })
        if (me.status === 401) context.notJudged('--older-key with a key that is still accepted')
        expectNoCookie(context, me, { when: 'signed with the older key' })
        expectNoCookie(context, await visitor.get('/notes', { cookies }))
        expectNoCookie(context, await visitor.get('/no-such-page', { cookies }))
        const home = await visitor.get('/', { cookies })
        context.expect.equal(userIn(home), context.firstUser.username, `user of ${home.name}`)
        const cleared = cookiesIn(home).clearing.map(({ name }) => name)
        context.expect.equal(cleared, [], `cookies cleared by ${home.name} with the older key`)
        expectWhole(context, home, 'set')
      }
    },
  },
]
