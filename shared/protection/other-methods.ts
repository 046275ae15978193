/**
 * Every method that an address does not take gets 405 with `Allow`, and `OPTIONS` gets 204 with it
 * (contract, rule 9; RFC 9110 9.3.7 and 15.5.6).
 */
import { METHODS } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { App } from '../app/app-types.ts'

/** Call before the first route; the function that it gives, after the last. */
export function noteMethods(app: App): () => void {
  const methodsOf = new Map<string, Set<string>>()
  const anyHost = new Set<string>()
  app.addHook('onRoute', ({ url, method, config }) => {
    if (config?.allow !== undefined) return
    if (config?.anyHost) anyHost.add(url)
    const methods = methodsOf.get(url) ?? new Set()
    methodsOf.set(url, methods)
    for (const name of [method].flat()) methods.add(name)
  })
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !app.supportedMethods.includes(method)) app.addHttpMethod(method)
  }
  return () => {
    for (const [url, methods] of methodsOf) {
      answerOthers(app as never, url, methods, anyHost.has(url))
    }
  }
}

function answerOthers(app: FastifyInstance, url: string, methods: Set<string>, anyHost: boolean) {
  const allow = [...methods, 'OPTIONS'].join(', ')
  app.route({
    method: app.supportedMethods.filter((method) => !methods.has(method)),
    url,
    config: { allow, anyHost },
    schema: { hide: true },
    exposeHeadRoute: false,
    // Other methods than OPTIONS do not come this far: the guards have answered them.
    handler: (_request, reply) => reply.code(204).header('allow', allow).send(),
  })
}
