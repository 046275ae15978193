/**
 * The one place where an error becomes an answer: problem+json, or for a browser a page with the
 * same status and code. Fastify's own errors become problems too; what is none is logged, and
 * answered without a word of it (contract, "Words"; ASVS 16.5.1).
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isHeldBack } from '../app/app-types.ts'
import { problemPage } from '../pages/problem-page.ts'
import { sendPage } from '../pages/send-page.ts'
import type { Site } from '../pages/site.ts'
import type { ProblemCode } from './codes.ts'
import { Problem } from './problem.ts'
import { whatIsWrong } from './wrong-input.ts'

export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
): FastifyReply {
  const problem = toProblem(error)
  log(request, problem)
  reply.code(problem.statusCode).headers(problem.headers)
  if (problem.statusCode === 401) {
    reply.header('www-authenticate', site.style.carriers.includes('bearer') ? 'Bearer' : 'Cookie')
  }
  if (request.wants === 'page') return sendPage(reply, problemPage(site, problem, cameBy(request)))
  return reply
    .type('application/problem+json')
    .serializer(JSON.stringify as (payload: unknown) => string)
    .send(problem.toJSON())
}

/** The page that a visitor whose sign-in is held back wanted to see, where a refresh leads back to. */
function cameBy(request: FastifyRequest): string | undefined {
  if (!isHeldBack(request)) return undefined
  return request.method === 'GET' ? request.url : '/'
}

/** Fastify's own errors (docs/Reference/Errors), by status. */
const BY_STATUS: Record<number, [code: ProblemCode, detail: string]> = {
  400: ['invalid-request', 'The request has the wrong form.'],
  404: ['not-found', 'There is nothing at this address.'],
  408: ['request-timeout', 'The request did not arrive in time.'],
  413: ['body-too-large', 'The body is larger than 1 MiB.'],
  414: ['uri-too-long', 'The address is too long.'],
  415: ['unsupported-media-type', 'Send application/json or application/x-www-form-urlencoded.'],
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { statusCode = 500, validation, validationContext } = error as FastifyError
  if (validation?.[0] !== undefined) {
    return new Problem('invalid-request', whatIsWrong(validation[0], validationContext))
  }
  const [code, detail] = BY_STATUS[statusCode] ?? ['internal-error', 'Something went wrong here.']
  return new Problem(code, detail, { cause: error })
}

/** Refusals are told by code, failures of the server with their cause (contract, rule 11). */
function log(request: FastifyRequest, problem: Problem): void {
  const who = { event: 'refused', code: problem.code, address: request.ip, ...route(request) }
  if (problem.statusCode >= 500 && problem.statusCode !== 501) {
    request.log.error({ ...who, err: problem.cause }, problem.message)
  } else if (problem.statusCode === 404) request.log.debug(who)
  else request.log.info(who)
}

/** The route's pattern, not the address: what a visitor put into an address stays out of the log. */
export function route({ method, routeOptions }: FastifyRequest) {
  return { method, route: routeOptions?.url ?? 'unknown' }
}
