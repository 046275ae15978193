/** The app that a style is put into. Everything in it is the same for the three. */
import fastifySwagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyTypeProviderDefault, LogController } from 'fastify'
import type { Config } from '../config/load.ts'
import { assetRoutes } from '../pages/assets.ts'
import { route, sendProblem } from '../problems/answer.ts'
import { notSignedIn } from '../problems/problem.ts'
import { answerSocketError } from '../problems/socket-errors.ts'
import { originForm } from '../protection/absolute-form.ts'
import { type AddressOf, noteAddresses } from '../protection/addresses.ts'
import { type Guarded, guardEntrance, guardRoute } from '../protection/guards.ts'
import { commonHeaders } from '../protection/headers.ts'
import { ownOrigins } from '../protection/own-host.ts'
import { isSignedIn, wholeState } from '../visitor-state.ts'
import type { App } from './app-types.ts'
import { acceptBodies } from './bodies.ts'
import { loggerOptions } from './logger.ts'
import { OPENAPI, openapiRoute } from './openapi.ts'
import { aboutRoute } from './routes/about.ts'
import { errorsRoute } from './routes/errors.ts'
import { healthRoutes } from './routes/health.ts'
import { homeRoute } from './routes/home.ts'
import { loginRoute } from './routes/login.ts'
import { logoutRoutes } from './routes/logout.ts'
import { meRoute } from './routes/me.ts'
import { notesRoutes } from './routes/notes.ts'
import { passwordRoute } from './routes/password.ts'
import { publicKeysRoute } from './routes/public-keys.ts'
import { refreshRoute } from './routes/refresh.ts'
import { sessionsRoutes } from './routes/sessions.ts'
import type { Service } from './service.ts'

/** Whole requests must arrive within this (contract, rule 9: 408 within 15 s). */
const REQUEST_TIMEOUT_MS = 12_000

export async function buildApp(config: Config, service: Service): Promise<App> {
  const { style } = service
  let port = config.port
  let addressOf: AddressOf = () => undefined
  const guarded: Guarded = {
    style,
    bearerOrigins: config.bearerOrigins,
    headers: commonHeaders(config.https),
    origins: ownOrigins(config, () => port),
    addressOf: (url) => addressOf(url),
  }
  const app = Fastify({
    logger: loggerOptions(config, style.name),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1000 },
    rewriteUrl: originForm,
    routerOptions: { maxParamLength: 8192 },
    // The schemas themselves are checked by a test (test/shared/app/openapi.test.ts), not at each start: 0.1 s.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, validateSchema: false } },
    return503OnClosing: false, // what is under way when the server stops is answered
    clientErrorHandler: (error, socket) => answerSocketError(error, socket, guarded.headers),
    frameworkErrors: (error, request, reply) => {
      // Such an address never reaches a hook; what comes before it in the order of checks still does.
      try {
        guardEntrance(request, reply, guarded)
        throw error
      } catch (first) {
        sendProblem(first, request, reply, service)
      }
    },
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.decorateRequest('visitor', undefined)
  app.decorateRequest('held', undefined)
  app.decorateRequest('cookieValues', null as never)
  app.decorateRequest('wants', 'json')
  app.decorateRequest('carrier', 'cookie')
  app.decorateRequest('bearerToken', undefined)
  app.decorateRequest('ownOrigin', '')
  app.decorateRequest('onlyForBearer', false)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, service))
  addressOf = noteAddresses(app)
  await app.register(fastifySwagger, OPENAPI)
  acceptBodies(app)
  app.addHook('onListen', async () => {
    port = (app.server.address() as { port: number }).port
  })
  // Hooks without a promise, where there is nothing to wait for: each is run for every request.
  app.addHook('onRequest', (request, reply, done) => {
    guardEntrance(request, reply, guarded)
    if (guardRoute(request, reply, guarded) === undefined) done()
  })
  if (config.logLevel === 'debug' || config.logLevel === 'trace') logRequests(app)
  app.addHook('onClose', async () => style.close?.())
  letGoOnStop(app)

  aboutRoute(app, service)
  healthRoutes(app, service)
  publicKeysRoute(app, service)
  errorsRoute(app, service)
  assetRoutes(app)
  openapiRoute(app)

  // Only these routes know the visitor: what needs no state answers even when the store does not.
  await app.register(async (visited: App) => {
    await style.attach(visited.withTypeProvider<FastifyTypeProviderDefault>())
    visited.addHook('onRequest', async (request) => {
      request.visitor = wholeState(await style.recall(request))
      request.held ??= request.visitor
      if (request.routeOptions.config.signedIn && !isSignedIn(request.visitor)) throw notSignedIn()
    })
    homeRoute(visited, service)
    loginRoute(visited, service)
    meRoute(visited, service)
    notesRoutes(visited, service)
    passwordRoute(visited, service)
    logoutRoutes(visited, service)
    refreshRoute(visited, service)
    sessionsRoutes(visited, service)
  })
  return app
}

function logRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.debug({ ...route(request), status: reply.statusCode, ms: reply.elapsedTime })
    done()
  })
}

/** A stop finishes what is under way, and then keeps no connection waiting for more (RFC 9112 9.6). */
function letGoOnStop(app: App): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) reply.header('connection', 'close')
    done()
  })
}
