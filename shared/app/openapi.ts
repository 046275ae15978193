/** The contract as OpenAPI 3.1, collected by @fastify/swagger from the schemas that the routes check with. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import Type from 'typebox'
import type { App } from './app-types.ts'
import { answers } from './schemas.ts'

export const OPENAPI: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Three ways to remember: the contract',
      version: '1',
      description: 'What every server in the comparison answers, whatever its auth style.',
    },
  },
  /** Every body may come from a page's form as well. */
  transform: ({ schema, url }) => {
    const consumes = ['application/json', 'application/x-www-form-urlencoded']
    return { schema: schema?.body ? { ...schema, consumes } : schema, url }
  },
}

export function openapiRoute(app: App): void {
  const response = answers({ 200: Type.Record(Type.String(), Type.Unknown()) })
  const schema = { summary: 'This contract as OpenAPI 3.1', response }
  app.get('/openapi.json', { config: { alwaysJson: true }, schema }, () => app.swagger() as never)
}
