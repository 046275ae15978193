/** A peer on Hono: its four routes, with the auth as the peer has it. */

import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import {
  begun,
  HEADERS,
  homeBody,
  isFromElsewhere,
  meBody,
  type Remembered,
  visited,
} from './answers.ts'
import { signedInAs } from './people.ts'
import { tell } from './tell.ts'

type Maybe<Value> = Value | Promise<Value>

export interface HonoAuth {
  read(context: Context): Maybe<Remembered | undefined>
  write(context: Context, next: Remembered): Maybe<unknown>
  clear(context: Context): Maybe<unknown>
}

export function serveHono(auth: HonoAuth): void {
  const app = new Hono()
  app.use(async (context, next) => {
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value)
    const headers = {
      host: context.req.header('host'),
      origin: context.req.header('origin'),
      'sec-fetch-site': context.req.header('sec-fetch-site'),
    }
    if (context.req.method === 'POST' && isFromElsewhere(headers)) return context.body(null, 403)
    return next()
  })
  app.get('/me', async (context) => {
    const remembered = await auth.read(context)
    return remembered === undefined ? context.body(null, 401) : context.json(meBody(remembered))
  })
  app.get('/', async (context) => {
    const remembered = await auth.read(context)
    const next = remembered && visited(remembered)
    if (next !== undefined) await auth.write(context, next)
    return context.json(homeBody(next))
  })
  app.post('/login', async (context) => {
    const body = await context.req.json().catch(() => undefined)
    const person = await signedInAs(body, getConnInfo(context).remote.address ?? '')
    if (typeof person === 'number') return context.body(null, person)
    const remembered = begun(person)
    await auth.write(context, remembered)
    return context.json(homeBody(remembered))
  })
  app.post('/logout', async (context) => {
    await auth.clear(context)
    return context.body(null, 204)
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => tell(port))
}
