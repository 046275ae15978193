import { record } from '../about.ts'
import type { ConformanceCase } from '../case.ts'
import { ROUTES } from '../routes.ts'

/** Parameters may have any name: {name} and {id} compare alike. */
function shape(template: string): string {
  return template.replace(/\{[^}]*\}/g, '{}').replace(/(.)\/$/, '$1')
}

export const openapiCases: readonly ConformanceCase[] = [
  {
    id: 'openapi.version-3.1',
    requirement: 'GET /openapi.json is an OpenAPI 3.1 document, with info and paths.',
    level: 'MUST',
    references: ['contract GET /openapi.json', 'OpenAPI 3.1 4.8.1'],
    run: async (context) => {
      const exchange = await context.visitor().get('/openapi.json')
      context.expect.status(exchange, 200)
      context.expect.match(exchange.member('openapi'), /^3\.1\.\d+/, 'openapi')
      const info = record(exchange.member('info'))
      context.expect.match(info?.title, /\S/, 'info.title')
      context.expect.match(info?.version, /\S/, 'info.version')
      const paths = record(exchange.member('paths'))
      context.expect.that(paths !== undefined, 'paths', 'an object', exchange.member('paths'))
    },
  },
  {
    id: 'openapi.lists-every-route',
    requirement:
      'The OpenAPI document has every route of the contract, with its methods and answers.',
    level: 'MUST',
    references: ['contract GET /openapi.json'],
    run: async (context) => {
      const exchange = await context.visitor().get('/openapi.json')
      const paths = Object.entries(record(exchange.member('paths')) ?? {})
      for (const { methods, template } of ROUTES) {
        // The document need not describe itself.
        if (template === '/openapi.json') continue
        const found = paths.find(([path]) => shape(path) === shape(template))
        context.expect.that(found !== undefined, 'paths', template, 'no such path')
        for (const method of methods) {
          const operation = record(record(found?.[1])?.[method.toLowerCase()])
          const subject = `${method} ${template} in the document`
          context.expect.that(operation !== undefined, subject, 'described', 'missing')
          const answers = Object.keys(record(operation?.responses) ?? {})
          context.expect.that(answers.length > 0, `responses of ${subject}`, 'some', 'none')
        }
      }
    },
  },
]
