/** The form of an answer: pages for who prefers HTML, JSON for every other (contract, "Words"). */
import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { Problem } from '../problems/problem.ts'

const FORMS = ['application/json', 'text/html']

/** The form that the request prefers. Undefined when it accepts neither (RFC 9110 12.5.1). */
export function preferredForm(request: FastifyRequest): 'json' | 'page' | undefined {
  if (request.routeOptions.config?.alwaysJson || request.bearerToken !== undefined) return 'json'
  const { accept } = request.headers
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json'
  const [first] = new Negotiator({ headers: { accept } }).mediaTypes(FORMS)
  if (first === undefined) return undefined
  return first === 'text/html' ? 'page' : 'json'
}

/** @throws Problem `not-acceptable` */
export function requireAcceptable(request: FastifyRequest): void {
  if (request.wants === undefined) {
    throw new Problem('not-acceptable', 'Answers are JSON or HTML.')
  }
}
