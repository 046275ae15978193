import type { FastifyReply } from 'fastify'

/** Answers with a page, of whatever type the handler answers otherwise: a route's schema speaks of JSON alone. */
export function sendPage<Answer>(reply: FastifyReply, page: string): Answer {
  return reply.type('text/html; charset=utf-8').send(page) as Answer
}
