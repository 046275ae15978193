import type { FastifyReply, FastifyRequest } from 'fastify'
import { homePage } from '../../pages/home-page.ts'
import { sendPage } from '../../pages/send-page.ts'
import { Problem } from '../../problems/problem.ts'
import { Type } from '../../type.ts'
import { stranger, type VisitorState } from '../../visitor-state.ts'
import { type App, isHeldBack } from '../app-types.ts'
import { type Fresh, keep, keepRenewed } from '../keep.ts'
import { FRESH, User } from '../schemas.ts'
import type { Service } from '../service.ts'
import { userOf } from './me.ts'

const Home = Type.Object({
  message: Type.String(),
  visits: Type.Integer(),
  user: Type.Union([User, Type.Null()]),
  ...FRESH,
})

/** The page that counts its visits. */
export function homeRoute(app: App, service: Service): void {
  const schema = { summary: 'Counts this visit', response: { 200: Home } }
  app.get('/', { schema }, async (request, reply) => {
    const fresh = await count(service, request, reply)
    const state = request.visitor as VisitorState
    const message = welcome(state.visits)
    if (request.wants === 'page') {
      return sendPage(reply, homePage(service, state, message, isHeldBack(request)))
    }
    return { message, visits: state.visits, user: userOf(state), ...fresh }
  })
}

function welcome(visits: number): string {
  return visits === 1
    ? 'Welcome to this page for the first time!'
    : `You visited this page ${visits} times`
}

/** Counts the visit in the visitor's state and keeps it; `HEAD` sees the count and keeps nothing. */
async function count(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Fresh> {
  const counted = withOneMore(request.visitor ?? stranger())
  request.visitor = counted
  if (request.method === 'HEAD') return {}
  try {
    return await keep(service, request, reply, counted)
  } catch (error) {
    // Signed out elsewhere while this request was under way: now it comes from a stranger.
    if (!(error instanceof Problem && error.code === 'not-signed-in')) throw error
    return keepRenewed(service, request, reply, withOneMore(stranger()))
  }
}

function withOneMore(state: VisitorState): VisitorState {
  return { ...state, visits: Math.min(state.visits + 1, Number.MAX_SAFE_INTEGER) }
}
