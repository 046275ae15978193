/** docs/contract.md, the routes and OpenAPI agree: what one names, the others know. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { PROBLEMS } from '../../../shared/problems/codes.ts'
import { startServer } from '../../../shared/processes/start-server.ts'

/** Beside the contract: where problems lead to, and what pages need that it leaves open. */
const OWN = ['GET /errors', 'POST /sessions/:id/delete']

const contract = readFileSync('docs/contract.md', 'utf8')

t.test('every route of the contract is served, and no other', async (t) => {
  const { url } = await startServer(t, 'jwt', { JWT_ALGORITHM: 'ES256' })
  const openapi = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object }
  const served = Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'head')
      .map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  t.strictSame(served.sort(), [...routesOfContract(), ...OWN].sort())
})

t.test('every code that the contract names is one of the problems', async (t) => {
  const named = [...contract.matchAll(/\b\d{3} `([a-z-]+)`/g)].map(([, code]) => code as string)
  t.ok(named.length > 15, 'the contract names its codes')
  for (const code of new Set(named)) t.ok(code in PROBLEMS, code)
})

/** From the table: `GET /notes` · `PUT /notes/:name` `{text}` · …, and the forms' routes in its text. */
function routesOfContract(): string[] {
  const table = contract.slice(contract.indexOf('## Routes'), contract.indexOf('## Capabilities'))
  const routes = [...table.matchAll(/`(GET|POST|PUT|DELETE) (\/[^`\s]*)/g)]
  return [...new Set(routes.map(([, method, path]) => `${method} ${path}`))]
}
