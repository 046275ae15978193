import type { Exchange } from '../../../visitor/exchange.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { heldCredential } from '../../help/cookies.ts'
import { changingPassword } from '../../help/password-change.ts'
import { expectSignedIn } from '../../help/steps.ts'

function expectHome(context: CaseContext, exchange: Exchange): void {
  context.expect.status(exchange, 303, 'by a browser')
  const location = exchange.header('location') ?? ''
  const { origin } = context.target
  const there = URL.canParse(location, origin.href) ? new URL(location, origin.href).href : location
  context.expect.equal(there, `${origin.origin}/`, `where ${exchange.name} leads`)
}

const accept = 'text/html'

export const redirectsCases: readonly ConformanceCase[] = [
  {
    id: 'redirects.home-after-change',
    requirement: 'After a change a browser is led to "/" by a 303.',
    level: 'MUST',
    references: ['contract Words', 'RFC 9110 15.4.4'],
    run: async (context) => {
      const visitor = context.visitor()
      const { username, password } = context.firstUser
      const login = await context.notBusy(() => {
        return visitor.post('/login', { form: { username, password }, accept })
      })
      expectHome(context, login)
      await expectSignedIn(context, visitor, 'after the 303')
      const form = { name: 'x', text: 'x' }
      expectHome(context, await visitor.post('/notes', { form, accept }))
      expectHome(context, await visitor.post('/notes/x/delete', { form: {}, accept }))
      expectHome(context, await visitor.post('/logout', { form: {}, accept }))
    },
  },
  {
    id: 'redirects.home-after-password-change',
    requirement: 'After a password change a browser is led to "/" by a 303, still signed in.',
    level: 'MUST',
    references: ['contract Words', 'contract POST /password'],
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        const exchange = await change.to(change.fresh(), visitor, (form) => ({ form, accept }))
        expectHome(context, exchange)
        await expectSignedIn(context, visitor, 'after the 303')
      })
    },
  },
  {
    id: 'redirects.tell-no-credential',
    requirement: 'No redirect carries a credential, and none follows X-Forwarded-Host.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 14.2.1', 'ASVS 4.1.3'],
    needs: ['source-addresses'],
    run: async (context) => {
      const visitor = context.visitor()
      const { username, password } = context.firstUser
      const request = {
        form: { username, password },
        accept,
        headers: { 'X-Forwarded-Host': 'evil.example' },
      }
      const exchange = await context.notBusy(() => visitor.post('/login', request))
      expectHome(context, exchange)
      const location = exchange.header('location') ?? ''
      const told = heldCredential(context, visitor).some(({ value }) => location.includes(value))
      context.expect.that(!told, 'Location', 'no credential in it', 'the credential')
    },
  },
]
