import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import type { Capability } from '../../help/about.ts'
import { record } from '../../help/about.ts'
import { bodyMisfit, requestBodyOf } from '../../openapi/bodies.ts'
import { openDocument } from '../../openapi/open.ts'

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

interface Asked {
  readonly method: string
  readonly path: string
  /** A body as the contract has it: these members are required, and strings. */
  readonly body: Readonly<Record<string, string>>
  readonly capability?: Capability
}

const TEXT = 'some text'
const ASKED: readonly Asked[] = [
  { method: 'POST', path: '/login', body: { username: 'alice', password: 'a-long-password' } },
  { method: 'PUT', path: '/notes/milk', body: { text: TEXT } },
  { method: 'POST', path: '/notes', body: { name: 'milk', text: TEXT } },
  {
    method: 'POST',
    path: '/password',
    body: { currentPassword: 'a-long-password', newPassword: 'another-long-password' },
  },
  {
    method: 'POST',
    path: '/logout/everywhere',
    body: { currentPassword: 'a-long-password' },
    capability: 'endEverywhere',
  },
]

/** What asks for nothing, and so for no body (contract, Routes). */
const ASKING_NOTHING = ['/notes/milk/delete', '/logout']

function askedOf({ about }: CaseContext): readonly Asked[] {
  return ASKED.filter(({ capability }) => capability === undefined || about.can[capability])
}

export const openapiBodiesCases: readonly ConformanceCase[] = [
  {
    id: 'openapi.bodies-described',
    requirement:
      'The document describes the bodies that the contract has, as JSON, and those of POST as forms too.',
    level: 'MUST',
    references: ['contract Words', 'contract GET /openapi.json', 'OpenAPI 3.1 4.8.13'],
    run: async (context) => {
      const document = await openDocument(context)
      for (const { method, path, body } of askedOf(context)) {
        for (const mediaType of method === 'POST' ? [JSON_TYPE, FORM_TYPE] : [JSON_TYPE]) {
          const misfit = bodyMisfit(document, { method, path, mediaType }, body)
          const members = Object.keys(body).join(' and ')
          const subject = `the body of ${method} ${path} in the document`
          const expected = `${mediaType} with ${members} as texts`
          context.expect.that(misfit === undefined, subject, expected, misfit)
        }
      }
    },
  },
  {
    id: 'openapi.bodies-agree',
    requirement:
      'What the document says is required, or a string, the server refuses when it is missing, or is none; and the other way round.',
    level: 'MUST',
    references: ['contract rule 9', 'contract GET /openapi.json', 'OpenAPI 3.1 4.8.14'],
    run: async (context) => {
      const document = await openDocument(context)
      const visitor = await context.signedIn()
      for (const { method, path, body } of askedOf(context)) {
        for (const [how, json] of wrongBodies(body)) {
          const exchange = await context.notBusy(() => visitor.request(method, path, { json }))
          const refused = exchange.status === 400
          const misfit = bodyMisfit(document, { method, path, mediaType: JSON_TYPE }, json)
          const by = (isRefused: boolean) => (isRefused ? 'refused' : 'taken')
          const subject = `${method} ${path} ${how}, by the document`
          const expected = `${by(refused)}, as by the server (${exchange.status})`
          const seen = by(misfit !== undefined)
          context.expect.that(refused === (misfit !== undefined), subject, expected, seen)
        }
      }
    },
  },
  {
    id: 'openapi.bodies-required',
    requirement:
      'A body is required in the document where the server refuses a request without one, and only there.',
    level: 'INFO',
    references: ['contract GET /openapi.json', 'OpenAPI 3.1 4.8.13'],
    run: async (context) => {
      const document = await openDocument(context)
      const visitor = await context.signedIn()
      const nothing = ASKING_NOTHING.map((path) => ({ method: 'POST', path }))
      for (const { method, path } of [...askedOf(context), ...nothing]) {
        const refused = (await visitor.request(method, path)).status === 400
        const body = record(requestBodyOf(document, method, path)?.value)
        const subject = `required of the body of ${method} ${path} in the document`
        const seen = `${body?.required ?? 'not said (false)'}`
        const expected = `${refused}, as the server ${refused ? 'refuses' : 'takes'} a request without`
        context.expect.that((body?.required === true) === refused, subject, expected, seen)
      }
    },
  },
]

/** The body without each of its members, and with what is no string in the place of each. */
function wrongBodies(body: Asked['body']): [how: string, body: object][] {
  return Object.keys(body).flatMap((member) => {
    const { [member]: _, ...rest } = body
    const others = [{ of: 'an object' }, ['a list'], null]
    const typed = others.map((other): [string, object] => {
      return [`with ${member} as ${JSON.stringify(other)}`, { ...body, [member]: other }]
    })
    return [[`without ${member}`, rest] as [string, object], ...typed]
  })
}
