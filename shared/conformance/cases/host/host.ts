import { RawConnection } from '../../../visitor/raw-socket.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { ROUTES } from '../../help/routes.ts'

/** Hosts that are not the server's, most of them nearly. */
function unknownHosts({ target }: CaseContext): string[] {
  const { host, hostname, port } = target.origin
  const withPort = (name: string) => (port === '' ? name : `${name}:${port}`)
  // An address with something before or after it is a name at most where it has no brackets.
  const near = [
    ...(hostname.startsWith('[') ? [] : [withPort(`${hostname}.evil.example`)]),
    ...(/[a-z]$/i.test(hostname) ? [`x${host}`, `evil.${host}`] : []),
  ]
  const otherPort = `${hostname}:${port === '4444' ? '4445' : '4444'}`
  return ['evil.example', '10.9.8.7', withPort('evil.example'), ...near, otherPort]
}

export const hostCases: readonly ConformanceCase[] = [
  {
    id: 'host.unknown-is-misdirected',
    requirement: 'An unknown Host is answered 421 misdirected-request.',
    level: 'MUST',
    references: ['contract rule 7', 'RFC 9110 15.5.20'],
    run: async (context) => {
      const { host } = context.target.origin
      for (const unknown of unknownHosts(context)) {
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
    id: 'host.every-route-but-health',
    requirement: 'Every route but those of health answers an unknown Host 421, by every method.',
    level: 'MUST',
    references: ['contract rule 7', 'RFC 9110 15.5.20'],
    run: async (context) => {
      const member = await context.signedIn()
      const headers = { Host: 'evil.example' }
      const routes = ROUTES.filter(({ path }) => !path.startsWith('/health/'))
      const requests = [
        ...routes.flatMap(({ methods, path }) => methods.map((method) => [method, path] as const)),
        ['GET', '/no-such-page'],
        ['OPTIONS', '/notes'],
      ] as const
      for (const [method, path] of requests) {
        for (const visitor of [member, context.visitor()]) {
          const body = /^P/.test(method) ? { json: {} } : {}
          const exchange = await visitor.request(method, path, { ...body, headers })
          context.expect.problem(exchange, 421, 'misdirected-request', 'with Host evil.example')
        }
      }
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
      const forwarded = (of: string) => ({
        'X-Forwarded-Host': of,
        'X-Original-Host': of,
        'X-Host': of,
        Forwarded: `host=${of}`,
      })
      for (const [name, value] of Object.entries(forwarded(host))) {
        const headers = { Host: 'evil.example', [name]: value }
        const exchange = await context.visitor().get('/', { headers })
        context.expect.status(exchange, 421, `with an unknown Host and the own one in ${name}`)
      }
      for (const [name, value] of Object.entries(forwarded('evil.example'))) {
        const exchange = await context.visitor().get('/', { headers: { [name]: value } })
        context.expect.status(exchange, 200, `with an unknown host in ${name}`)
      }
    },
  },
  {
    id: 'host.in-the-request-line',
    requirement:
      'A request line that names a whole address is for the host in it, whatever Host says.',
    level: 'SHOULD',
    references: ['contract rule 7', 'RFC 9112 3.2.2'],
    run: async (context) => {
      const { host, protocol } = context.target.origin
      const status = async (target: string) => {
        const connection = await RawConnection.open(context.visitor().options)
        try {
          const lines = [`GET ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close']
          await connection.send(`${lines.join('\r\n')}\r\n\r\n`)
          return (await connection.answer(5000)).status
        } finally {
          connection.close()
        }
      }
      for (const path of ['/', '/about']) {
        const seen = await status(`${protocol}//evil.example${path}`)
        const subject = `status for GET ${protocol}//evil.example${path} beside the own Host`
        context.expect.oneOf(seen, [421, 400, 404], subject)
      }
    },
  },
]
