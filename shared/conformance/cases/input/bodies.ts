import type { ConformanceCase } from '../../case.ts'
import { notesOf } from '../../help/steps.ts'

const JSON_TYPE = { 'Content-Type': 'application/json' }

/** Of no JSON object, or of none at all. */
const NO_OBJECTS = [
  '',
  '{',
  '{"username":',
  '[]',
  'null',
  '"text"',
  '7',
  '{} trailing',
  '\ufeff{',
  '{"text":"x",}',
  "{'text':'x'}",
  '{text:"x"}',
  '[{"text":"x"}]',
]

/**
 * Neither JSON nor a form, though some look like it to who searches for a word. A page elsewhere can send
 * `text/plain`, with any parameters, without asking first (Fetch 2.2.2: CORS-safelisted).
 */
const OTHER_TYPES = [
  'text/plain',
  'text/plain; charset=utf-8; x=application/json',
  'text/json',
  'application/xml',
  'application/json-seq',
  'multipart/form-data; boundary=x',
]

export const inputBodiesCases: readonly ConformanceCase[] = [
  {
    id: 'input.malformed-json',
    requirement: 'A body that is no JSON object is answered 400 invalid-request.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 8259 2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const body of NO_OBJECTS) {
        const of = `with the body ${JSON.stringify(body)}`
        const login = await context.visitor().post('/login', { body, headers: JSON_TYPE })
        context.expect.problem(login, 400, 'invalid-request', of)
        const note = await visitor.put('/notes/x', { body, headers: JSON_TYPE })
        context.expect.problem(note, 400, 'invalid-request', of)
      }
      context.expect.equal(await notesOf(context, visitor), [], 'notes after it')
    },
  },
  {
    id: 'input.invalid-utf8',
    requirement: 'Bytes that are not UTF-8 are answered 400, not replaced by others in silence.',
    level: 'SHOULD',
    references: ['contract rule 8', 'contract rule 9', 'RFC 8259 8.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const bytes of ['\xff', '\xc0\xaf', '\xed\xa0\x80', '\xf0\x9f\x8d']) {
        const body = Buffer.from(`{"text":"tea ${bytes} tea"}`, 'latin1')
        const exchange = await visitor.put('/notes/bytes', { body, headers: JSON_TYPE })
        const hex = Buffer.from(bytes, 'latin1').toString('hex')
        context.expect.status(exchange, 400, `with the bytes ${hex} in a text`)
      }
      context.expect.equal(await notesOf(context, visitor), [], 'notes after it')
    },
  },
  {
    id: 'input.deeply-nested',
    requirement:
      'A body nested thousands deep is answered as bad input, not as an error of the server.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 16.5.3'],
    run: async (context) => {
      const depth = 40_000
      const nested = [
        `${'['.repeat(depth)}${']'.repeat(depth)}`,
        `${'{"a":'.repeat(depth / 5)}1${'}'.repeat(depth / 5)}`,
      ]
      for (const value of nested) {
        const body = `{"username":${value},"password":"x"}`
        const exchange = await context.visitor().post('/login', { body, headers: JSON_TYPE })
        context.expect.status(exchange, [400, 413], `with ${value.slice(0, 8)}… thousands deep`)
      }
    },
  },
  {
    id: 'input.media-types',
    requirement: 'A body that is neither JSON nor a form is answered 415 unsupported-media-type.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 3.5.2', 'RFC 9110 15.5.16'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const type of OTHER_TYPES) {
        const headers = { 'Content-Type': type }
        const body = JSON.stringify(context.firstUser)
        const login = await context.visitor().post('/login', { body, headers })
        context.expect.problem(login, 415, 'unsupported-media-type', `as ${type}`)
        const note = await visitor.put('/notes/x', { body: '{"text":"x"}', headers })
        context.expect.problem(note, 415, 'unsupported-media-type', `as ${type}`)
      }
    },
  },
  {
    id: 'input.untyped-body',
    requirement: 'A body that does not say what it is, or says two things, is not taken for JSON.',
    level: 'SHOULD',
    references: ['contract rule 9', 'ASVS 3.5.2', 'ASVS 4.1.1', 'RFC 9110 8.3'],
    run: async (context) => {
      const body = JSON.stringify(context.firstUser)
      const types = [
        undefined,
        '',
        'json',
        'application/json, text/plain',
        'text/plain, application/json',
      ]
      for (const type of types) {
        const headers = type === undefined ? {} : { 'Content-Type': type }
        const exchange = await context.visitor().post('/login', { body, headers })
        const when = type === undefined ? 'without Content-Type' : `with Content-Type "${type}"`
        context.expect.status(exchange, [400, 415], when)
      }
    },
  },
  {
    id: 'input.media-type-parameters',
    requirement: 'JSON with a charset parameter, or its type in capitals, is JSON.',
    level: 'MUST',
    references: ['contract Words', 'RFC 9110 8.3.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="utf-8"']) {
        const headers = { 'Content-Type': type }
        const exchange = await visitor.put('/notes/x', { body: '{"text":"x"}', headers })
        context.expect.status(exchange, 204, `as ${type}`)
      }
    },
  },
]
