import type { FastifyReply } from 'fastify'

/** An error as RFC 9457 has it. */
export function problem(reply: FastifyReply, status: number, detail: string): FastifyReply {
  return reply.code(status).type('application/problem+json').send({ status, detail })
}
