/** Answers to a change that went well. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fresh } from './keep.ts'

/** 204; a page is led on to the next one. */
export function done(request: FastifyRequest, reply: FastifyReply, next = '/'): FastifyReply {
  return request.wants === 'page' ? reply.redirect(next, 303) : reply.code(204).send()
}

/** The same, where the change made a fresh token: a bearer gets 200 with it (contract, rule 3). */
export function changed(request: FastifyRequest, reply: FastifyReply, fresh: Fresh): FastifyReply {
  return request.carrier === 'bearer' ? reply.code(200).send(fresh) : done(request, reply)
}
