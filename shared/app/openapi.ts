/** The contract as OpenAPI 3.1, collected by @fastify/swagger from the schemas that the routes check with. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

export const OPENAPI: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Three ways to remember: the contract',
      version: '1',
      description: 'What every server in the comparison answers, whatever its auth style.',
    },
  },
}
