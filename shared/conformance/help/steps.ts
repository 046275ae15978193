import { randomBytes } from 'node:crypto'
import type { Exchange } from '../../visitor/exchange.ts'
import type { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { record } from './about.ts'

/** Steps and readings that several groups share. */

export const FIRST_VISIT = 'Welcome to this page for the first time!'

export function visitMessage(visits: number): string {
  return `You visited this page ${visits} times`
}

/** A user name that the server can't know; at most 64 characters (contract rule 8). */
export function unknownName(): string {
  return `nobody-${randomBytes(8).toString('hex')}`
}

/** Text that no compression makes shorter than three quarters of its length. */
export function randomText(characters: number): string {
  return randomBytes(characters).toString('base64url').slice(0, characters)
}

export interface Note {
  readonly name: string
  readonly text: string
}

/** Name and text of each note in an answer to `GET /notes`, by name; a server may tell more of each. */
export function notesIn(exchange: Exchange): Note[] {
  const notes = exchange.member('notes')
  return (Array.isArray(notes) ? notes.filter(isNote) : [])
    .map(({ name, text }) => ({ name, text }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function isNote(value: unknown): value is Note {
  return typeof record(value)?.name === 'string'
}

/** The notes of a visitor, by name. Asking has to succeed before the case can go on. */
export async function notesOf(context: CaseContext, visitor: Visitor): Promise<Note[]> {
  const exchange = await visitor.get('/notes')
  context.given.status(exchange, 200)
  const notes = exchange.member('notes')
  const areNotes = Array.isArray(notes) && notes.every(isNote)
  context.given.that(areNotes, 'notes in GET /notes', 'a list of notes', notes)
  return notesIn(exchange)
}

export async function putNote(
  context: CaseContext,
  visitor: Visitor,
  name: string,
  text: string,
): Promise<void> {
  context.given.status(await visitor.put(`/notes/${name}`, { json: { text } }), 204)
}

/** Visits so far, as `GET /me` tells, which counts nothing. */
export async function visitsOf(context: CaseContext, visitor: Visitor): Promise<unknown> {
  const exchange = await visitor.get('/me')
  context.given.status(exchange, 200)
  return exchange.member('visits')
}

export async function visit(context: CaseContext, visitor: Visitor): Promise<Exchange> {
  const exchange = await visitor.get('/')
  context.given.status(exchange, 200)
  return exchange
}

export async function expectSignedIn(
  context: CaseContext,
  visitor: Visitor,
  when: string,
): Promise<void> {
  context.expect.status(await visitor.get('/me'), 200, when)
}

export async function expectNotSignedIn(
  context: CaseContext,
  visitor: Visitor,
  when: string,
): Promise<void> {
  context.expect.problem(await visitor.get('/me'), 401, 'not-signed-in', when)
}

/** Name and role of whom an answer is for; a server may tell more of a user. */
export function userOf(exchange: Exchange): { username: unknown; role: unknown } {
  const { username, role } = record(exchange.member('user')) ?? {}
  return { username, role }
}

/** The name of whom an answer to `GET /` or `GET /me` is for; null where it is nobody. */
export function userIn(exchange: Exchange): unknown {
  const user = exchange.member('user')
  return user === null ? null : record(user)?.username
}

/** Asks for the page as a browser does. */
export function page(visitor: Visitor, path = '/'): Promise<Exchange> {
  return visitor.get(path, { accept: 'text/html' })
}

/** The id of this visitor's own sign-in, as `GET /sessions` lists it. */
export async function listedId(context: CaseContext, visitor: Visitor): Promise<string> {
  const sessions = (await visitor.get('/sessions')).member('sessions')
  const current = Array.isArray(sessions) ? sessions.find((each) => each.current === true) : {}
  context.given.that(typeof current?.id === 'string', 'the current entry', 'an id', current)
  return String(current?.id)
}
