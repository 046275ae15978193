/** The two static files of the pages: the only answers that may be cached (contract, rule 10). */
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const FILES = {
  '/style.css': ['text/css; charset=utf-8', `${read('colours.css')}${read('style.css')}`],
  '/favicon.svg': ['image/svg+xml', read('favicon.svg')],
} as const

/** From `dist/shared/pages` back to where the compiler leaves such files. */
function read(name: string): string {
  return readFileSync(new URL(`../../../shared/pages/${name}`, import.meta.url), 'utf8')
}

export function assetRoutes(app: FastifyInstance): void {
  for (const [url, [type, content]] of Object.entries(FILES)) {
    const config = { alwaysJson: true } // whatever is accepted: a browser asks for `text/css,*/*`
    app.get(url, { config, schema: { hide: true } as object }, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=3600').send(content),
    )
  }
}
