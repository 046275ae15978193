import type { ConformanceCase } from '../case.ts'
import { expectNoCookie } from '../cookies.ts'

export const hostCases: readonly ConformanceCase[] = [
  {
    id: 'host.unknown-is-misdirected',
    requirement: 'An unknown Host is answered 421 misdirected-request.',
    level: 'MUST',
    references: ['contract rule 7', 'RFC 9110 15.5.20'],
    run: async (context) => {
      const { host, hostname, port } = context.target.origin
      const at = port === '' ? '' : `:${port}`
      // An address with something before or after it is a name at most where it has no brackets.
      const near = [
        ...(hostname.startsWith('[') ? [] : [`${hostname}.evil.example${at}`]),
        ...(/[a-z]$/i.test(hostname) ? [`x${hostname}${at}`] : []),
      ]
      for (const unknown of ['evil.example', '10.9.8.7', ...near]) {
        const exchange = await context.visitor().get('/', { headers: { Host: unknown } })
        context.expect.problem(exchange, 421, 'misdirected-request', `with Host ${unknown}`)
        expectNoCookie(context, exchange)
      }
      // After a port this is no host at all, which is 400 by RFC 9112 3.2 and as sound.
      const broken = await context.visitor().get('/', { headers: { Host: `${host}.evil.example` } })
      context.expect.status(broken, [400, 421], 'with a Host that begins as the own one')
      expectNoCookie(context, broken)
    },
  },
  {
    id: 'host.unknown-counts-nothing',
    requirement: 'A request with an unknown Host has no effect.',
    level: 'MUST',
    references: ['contract rule 7'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const headers = { Host: 'evil.example' }
      await visitor.get('/', { headers })
      await visitor.put('/notes/x', { json: { text: 'x' }, headers })
      await visitor.signOut({ headers })
      const exchange = await visitor.get('/')
      context.expect.equal(exchange.member('visits'), 1, 'visits after it')
      context.expect.equal((await visitor.get('/notes')).member('notes'), [], 'notes after it')
    },
  },
  {
    id: 'host.forwarded-host-ignored',
    requirement:
      'X-Forwarded-Host from anyone neither helps an unknown Host nor hurts the own one.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 4.1.3'],
    needs: ['source-addresses'],
    run: async (context) => {
      const { host } = context.target.origin
      const helped = { Host: 'evil.example', 'X-Forwarded-Host': host }
      const unknown = await context.visitor().get('/', { headers: helped })
      context.expect.status(unknown, 421, 'with an unknown Host and the own one forwarded')
      const hurt = { 'X-Forwarded-Host': 'evil.example' }
      const own = await context.visitor().get('/', { headers: hurt })
      context.expect.status(own, 200, 'with an unknown host forwarded')
    },
  },
]
