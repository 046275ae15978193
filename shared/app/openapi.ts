/** The contract as OpenAPI 3.1, collected by @fastify/swagger from the schemas that the routes check with. */
import { isDeepStrictEqual } from 'node:util'
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { Type } from '../type.ts'
import type { App } from './app-types.ts'
import { EmptyBody, Problem } from './schemas.ts'

export const OPENAPI: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Three ways to remember: the contract',
      version: '1',
      description: 'What every server in the comparison answers, whatever its auth style.',
    },
  },
  /** What holds for every route: a body may come from a page's form as well, an error is a problem. */
  transform: ({ schema, url }) => {
    if (schema?.response === undefined) return { schema, url }
    const response = { ...schema.response, '4xx': PROBLEM, '5xx': PROBLEM }
    const consumes = ['application/json', 'application/x-www-form-urlencoded']
    return { schema: { ...schema, response, ...(schema.body ? { consumes } : {}) }, url }
  },
  /** @fastify/swagger calls every body required, where one without members may be left out as well. */
  transformObject: (made) => {
    if (!('openapiObject' in made)) return made.swaggerObject
    const items = Object.values(made.openapiObject.paths ?? {}) as Record<string, Operation>[]
    for (const { requestBody } of items.flatMap((item) => Object.values(item))) {
      const { schema } = requestBody?.content['application/json'] ?? {}
      if (requestBody && isDeepStrictEqual(schema, EmptyBody)) requestBody.required = false
    }
    return made.openapiObject
  },
}

interface Operation {
  requestBody?: { required?: boolean; content: Record<string, { schema?: object }> }
}

/** Described here and not in each route's schema: those would compile a serializer for each that no one uses. */
const PROBLEM = { content: { 'application/problem+json': { schema: Problem } } }

export function openapiRoute(app: App): void {
  const response = { 200: Type.Record(Type.String(), Type.Unknown()) }
  const schema = { summary: 'This contract as OpenAPI 3.1', response }
  app.get('/openapi.json', { config: { alwaysJson: true }, schema }, () => ({ ...app.swagger() }))
}
