/** What was played, to be kept when its table is gone: as a page of one file, and as commands. */
import type { FastifyReply } from 'fastify'
import type { App } from '../../../shared/app/app-types.ts'
import { Type } from '../../../shared/type.ts'
import { asPage } from '../export/page.ts'
import { asScript } from '../export/script.ts'
import { countOf, type Session, sessionOf } from '../export/session.ts'
import type { Tables } from '../tables.ts'
import { problem } from './problem.ts'

const Params = Type.Object({ id: Type.String({ maxLength: 40 }) })

const FORMS = {
  html: { type: 'text/html; charset=utf-8', made: asPage },
  sh: { type: 'text/x-shellscript; charset=utf-8', made: asScript },
} as const

export function exportRoutes(app: App, tables: Tables): void {
  for (const [extension, { type, made }] of Object.entries(FORMS)) {
    const path = `/api/tables/:id/export.${extension}` as const
    app.get(path, { schema: { params: Params } }, async (request, reply) => {
      const table = await tables.at(request.params.id)
      if (table === undefined)
        return problem(reply, 404, 'There is no such table, or it is not there any more.')
      const session = await table.whenQuiet(() => sessionOf(table, new Date()))
      return attached(reply, type, `${nameOf(session)}.${extension}`).send(made(session))
    })
  }
}

/** `three-ways-to-remember-2026-11-26-1405-7-steps` */
function nameOf({ madeAt, steps }: Session): string {
  const [date, time = ''] = madeAt.split('T')
  return `three-ways-to-remember-${date}-${time.slice(0, 5).replace(':', '')}-${countOf(steps).replace(' ', '-')}`
}

function attached(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply.type(type).headers({
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="${name}"`,
  })
}
