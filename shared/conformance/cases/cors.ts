import { type ConformanceCase, carriesBearer } from '../case.ts'

const STRANGERS = ['https://evil.example', 'null', 'http://localhost.evil.example']

export const corsCases: readonly ConformanceCase[] = [
  {
    id: 'cors.strangers-read-nothing',
    requirement: 'No answer lets an origin that is not on the allow-list read it.',
    level: 'MUST',
    references: ['contract rule 3', 'ASVS 3.4.2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const origin of STRANGERS) {
        for (const path of ['/', '/me', '/about', '/no-such-page']) {
          const exchange = await visitor.get(path, { headers: { Origin: origin } })
          const allowed = exchange.header('access-control-allow-origin')
          const open = allowed === '*' || allowed === origin
          const subject = `Access-Control-Allow-Origin of ${exchange.name} for ${origin}`
          context.expect.that(!open, subject, 'none for a stranger', allowed)
        }
      }
    },
  },
  {
    id: 'cors.strangers-preflight-in-vain',
    requirement: 'A preflight from an origin that is not on the allow-list allows it nothing.',
    level: 'MUST',
    references: ['contract rule 3', 'ASVS 3.5.2'],
    run: async (context) => {
      for (const origin of STRANGERS) {
        const headers = {
          Origin: origin,
          'Access-Control-Request-Method': 'PUT',
          'Access-Control-Request-Headers': 'authorization,content-type',
        }
        const exchange = await context.visitor().request('OPTIONS', '/notes/x', { headers })
        const allowed = exchange.header('access-control-allow-origin')
        const open = allowed === '*' || allowed === origin
        const subject = `Access-Control-Allow-Origin of a preflight from ${origin}`
        context.expect.that(!open, subject, 'none for a stranger', allowed)
      }
    },
  },
  {
    id: 'cors.never-with-cookies',
    requirement: 'No answer lets cookies travel across origins.',
    level: 'MUST',
    references: ['contract rule 3', 'ASVS 3.4.2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const origin of [...STRANGERS, context.target.origin.origin]) {
        for (const method of ['GET', 'OPTIONS']) {
          const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
          const exchange = await visitor.request(method, '/me', { headers })
          const allowed = exchange.header('access-control-allow-credentials')
          const subject = `Access-Control-Allow-Credentials of ${exchange.name} for ${origin}`
          context.expect.equal(allowed, undefined, subject)
        }
      }
    },
  },
  {
    id: 'cors.allowed-origin-reads',
    requirement: 'An origin on the allow-list signs in for a token and reads answers to it.',
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    needs: ['allowed-origin'],
    run: async (context) => context.notJudged("an origin on the server's allow-list"),
  },
]
