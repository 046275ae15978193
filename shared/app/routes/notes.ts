import type { FastifyReply, FastifyRequest } from 'fastify'
import { notesPage } from '../../pages/notes-page.ts'
import { sendPage } from '../../pages/send-page.ts'
import { Type } from '../../type.ts'
import type { SignedInState } from '../../visitor-state.ts'
import type { App } from '../app-types.ts'
import { changed } from '../done.ts'
import { keep, requireRoom } from '../keep.ts'
import { Body, EmptyBody, Fresh, NoContent, Note, NoteName, SeeOther } from '../schemas.ts'
import type { Service } from '../service.ts'

const Params = Type.Object({ name: NoteName })
const Notes = Type.Object({ notes: Type.Array(Note) })
const CHANGED = { 200: Fresh, 204: NoContent, 303: SeeOther }

/** The visitor's notes, kept in the state. Signed in only. */
export function notesRoutes(app: App, service: Service): void {
  const config = { signedIn: true }

  const read = { summary: 'The notes', response: { 200: Notes } }
  app.get('/notes', { schema: read, config }, async (request, reply) => {
    const { notes } = request.visitor as SignedInState
    if (request.wants === 'page') return sendPage(reply, notesPage(service.style, notes))
    return { notes: notes.map(([name, text]) => ({ name, text })) }
  })

  const put = { params: Params, body: Body({ text: Type.String() }), response: CHANGED }
  app.put(
    '/notes/:name',
    { schema: { summary: 'Write a note', ...put }, config },
    (request, reply) => write(service, request, reply, request.params.name, request.body.text),
  )
  const post = { summary: 'Write a note, from a form', body: Note, response: CHANGED }
  app.post('/notes', { schema: post, config }, (request, reply) =>
    write(service, request, reply, request.body.name, request.body.text),
  )

  const remove = { params: Params, body: EmptyBody, response: CHANGED }
  app.delete(
    '/notes/:name',
    { schema: { summary: 'Delete a note', params: Params, response: CHANGED }, config },
    (request, reply) => erase(service, request, reply, request.params.name),
  )
  app.post(
    '/notes/:name/delete',
    { schema: { summary: 'Delete a note, from a form', ...remove }, config },
    (request, reply) => erase(service, request, reply, request.params.name),
  )
}

async function write(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  text: string,
) {
  const state = request.visitor as SignedInState
  const others = state.notes.filter(([other]) => other !== name)
  const next: SignedInState = { ...state, notes: [...others, [name, text]] }
  requireRoom(service, next)
  return changed(request, reply, await keep(service, request, reply, next))
}

async function erase(service: Service, request: FastifyRequest, reply: FastifyReply, name: string) {
  const state = request.visitor as SignedInState
  const notes = state.notes.filter(([other]) => other !== name)
  return changed(request, reply, await keep(service, request, reply, { ...state, notes }))
}
