import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { homePage } from '../../pages/home-page.ts'
import { sendPage } from '../../pages/send-page.ts'
import { Problem } from '../../problems/problem.ts'
import { stranger, type VisitorState } from '../../visitor-state.ts'
import type { App } from '../app-types.ts'
import { type Fresh, keep, keepRenewed } from '../keep.ts'
import { answers, FRESH, User } from '../schemas.ts'
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
  const schema = { summary: 'Counts this visit', response: answers({ 200: Home }) }
  app.get('/', { schema }, async (request, reply) => {
    const { state, fresh } = await counted(service, request, reply)
    const message = welcome(state.visits)
    if (request.wants === 'page') {
      return sendPage(reply, homePage(service.style, state, message)) as never
    }
    return { message, visits: state.visits, user: userOf(state), ...fresh }
  })
}

export function welcome(visits: number): string {
  return visits === 1
    ? 'Welcome to this page for the first time!'
    : `You visited this page ${visits} times`
}

async function counted(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ state: VisitorState; fresh: Fresh }> {
  const state = withOneMore(request.visitor ?? stranger())
  if (request.method === 'HEAD') return { state, fresh: {} }
  try {
    return { state, fresh: await keep(service, request, reply, state) }
  } catch (error) {
    // Signed out elsewhere while this request was under way: now it comes from a stranger.
    if (!(error instanceof Problem && error.code === 'not-signed-in')) throw error
    const anew = withOneMore(stranger())
    return { state: anew, fresh: await keepRenewed(service, request, reply, anew) }
  }
}

function withOneMore(state: VisitorState): VisitorState {
  return { ...state, visits: Math.min(state.visits + 1, Number.MAX_SAFE_INTEGER) }
}
