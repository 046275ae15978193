/** The lab: a page, and what it asks. It drives servers of its own; the three that `npm start` starts stay apart. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyError } from 'fastify'
import type { App } from '../../shared/app/app-types.ts'
import { judgeableIn, USUAL_SERVERS } from './conformance/judged-origins.ts'
import { protect, publicOriginIn } from './protection.ts'
import { conformanceRoutes } from './routes/conformance.ts'
import { costRoutes } from './routes/cost.ts'
import { eventRoutes } from './routes/events.ts'
import { experimentRoutes } from './routes/experiments.ts'
import { exportRoutes } from './routes/export.ts'
import { faultRoutes } from './routes/faults.ts'
import { playRoutes } from './routes/play.ts'
import { problem } from './routes/problem.ts'
import { readingRoutes } from './routes/reading.ts'
import { Tables } from './tables.ts'

/** What Vite made of apps/lab/page. */
const PAGE = fileURLToPath(new URL('../../lab-page/', import.meta.url))
const DOCS = fileURLToPath(new URL('../../../docs/', import.meta.url))
/** Addresses of views: each is the page, which looks at the address itself. */
const VIEWS = [
  '/',
  '/play/:id',
  ...['tour', 'read', 'experiments', 'predict', 'conformance', 'cost'].flatMap((view) => [
    `/${view}`,
    `/${view}/*`,
  ]),
]

export async function buildLab(): Promise<App> {
  const app = Fastify({
    logger: { level: 'warn' },
    return503OnClosing: false,
    forceCloseConnections: true, // pages keep a stream of events open
    frameworkErrors: (error, _request, reply) => problem(reply, 400, error.message),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  if (!existsSync(PAGE)) throw new Error('The page is not built: npm run build:page.')
  protect(app, publicOriginIn(process.env))
  app.setNotFoundHandler((_request, reply) => problem(reply, 404, 'There is nothing here.'))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode = 500, message } = error
    if (statusCode < 500) return problem(reply, statusCode, message)
    request.log.error(error)
    return problem(reply, 500, 'Something failed in the lab itself; its terminal says what.')
  })
  const tables = new Tables()
  app.addHook('onClose', () => tables.close())
  app.addHook('onListen', async () => tables.lay())
  await app.register(fastifyStatic, { root: PAGE, index: false, maxAge: '1h', immutable: true })
  await app.register(fastifyStatic, {
    root: DOCS,
    prefix: '/docs/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => path.endsWith('.svg') || path.endsWith('.png'),
  })
  const judgeable = judgeableIn(process.env)
  const page = indexPage(judgeable.servers)
  for (const view of VIEWS) {
    app.get(view, (_request, reply) => {
      return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
    })
  }
  playRoutes(app, tables)
  exportRoutes(app, tables)
  costRoutes(app)
  readingRoutes(app)
  eventRoutes(app, tables, {
    experiments: experimentRoutes(app),
    conformance: conformanceRoutes(app, judgeable),
    faults: faultRoutes(app),
  })
  return app
}

/**
 * The page as it is sent: for whoever has no JavaScript it links the three servers, which may be elsewhere than usual.
 * @param servers origins of jwt, cookie-session and server-session
 */
function indexPage(servers: readonly string[]): string {
  const built = readFileSync(join(PAGE, 'index.html'), 'utf8')
  return USUAL_SERVERS.reduce(
    (page, usual, index) => page.replace(`"${usual}"`, `"${servers[index] ?? usual}"`),
    built,
  )
}
