/** A peer on Express 5: its four routes, with the auth as the peer has it. */
import type { AddressInfo } from 'node:net'
import express, { type Express, type Request, type Response } from 'express'
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

export interface ExpressAuth {
  attach?(app: Express): unknown
  read(request: Request): Maybe<Remembered | undefined>
  /** @param fresh true at a sign-in, where what was there before must not live on */
  write(request: Request, response: Response, next: Remembered, fresh: boolean): Maybe<unknown>
  clear(request: Request, response: Response): Maybe<unknown>
}

export function serveExpress(auth: ExpressAuth): void {
  const app = express()
  // As Express' own guide for production has it, and without a hash of each answer that no one asks for.
  app.disable('x-powered-by').disable('etag')
  app.use((request, response, next) => {
    response.set(HEADERS)
    if (request.method === 'POST' && isFromElsewhere(request.headers)) response.sendStatus(403)
    else next()
  })
  auth.attach?.(app)
  app.get('/me', async (request, response) => {
    const remembered = await auth.read(request)
    if (remembered === undefined) response.sendStatus(401)
    else response.json(meBody(remembered))
  })
  app.get('/', async (request, response) => {
    const remembered = await auth.read(request)
    const next = remembered && visited(remembered)
    if (next !== undefined) await auth.write(request, response, next, false)
    response.json(homeBody(next))
  })
  app.post('/login', express.json(), async (request, response) => {
    const person = await signedInAs(request.body, request.ip ?? '')
    if (typeof person === 'number') {
      response.sendStatus(person)
      return
    }
    const remembered = begun(person)
    await auth.write(request, response, remembered, true)
    response.json(homeBody(remembered))
  })
  app.post('/logout', async (request, response) => {
    await auth.clear(request, response)
    response.sendStatus(204)
  })
  app.use(
    (error: { status?: number }, _request: Request, response: Response, _next: () => void) => {
      response.sendStatus(error.status ?? 500)
    },
  )
  const server = app.listen(0, '127.0.0.1', () => tell((server.address() as AddressInfo).port))
}
