/** Faults of a document, or of answers, and the cases that have to notice each: these, and no others. */
import { bodySchemaOf, drop, put, response, schemaOf } from './alter.ts'
import type { Alteration } from './altered-server.ts'

interface Fault {
  readonly alteration: Alteration
  readonly noticed: readonly string[]
  /** The style whose server is altered; server-session unless said otherwise. */
  readonly style?: 'jwt'
}

const ME = schemaOf('/me', 'get')
const LOGIN = ['paths', '/login', 'post']
const SCHEMAS = ['components', 'schemas']

export const FAULTS: Readonly<Record<string, Fault>> = {
  'the document is of OpenAPI 3.0': {
    alteration: { document: put(['openapi'], '3.0.3') },
    noticed: ['openapi.version', 'openapi.valid'],
  },
  'it has no title': {
    alteration: { document: drop(['info', 'title']) },
    noticed: ['openapi.version', 'openapi.valid'],
  },
  'an operation has a member that OpenAPI does not know': {
    alteration: { document: put([...LOGIN, 'returns'], {}) },
    noticed: ['openapi.valid'],
  },
  'a reference leads nowhere': {
    alteration: { document: put([...SCHEMAS, 'Unused'], { $ref: '#/components/schemas/None' }) },
    noticed: ['openapi.valid'],
  },
  'a schema names a type that there is not': {
    alteration: { document: put([...SCHEMAS, 'Unused'], { type: 'strnig' }) },
    noticed: ['openapi.schemas-valid'],
  },
  'a route is missing': {
    alteration: { document: drop(['paths', '/notes/{name}', 'delete']) },
    noticed: ['openapi.lists-every-route', 'openapi.answers-fit', 'openapi.errors-fit'],
  },
  'the document is only for who is signed in': {
    alteration: {
      answer: (answer, { name, cookie }) => {
        if (name === 'GET /openapi.json' && cookie) answer.body = answer.body.replace('1', '2')
      },
    },
    noticed: ['openapi.needs-no-visitor'],
  },
  'the document comes with a cookie': {
    alteration: {
      answer: (answer, { name }) => {
        if (name === 'GET /openapi.json') answer.headers['set-cookie'] = ['seen=1']
      },
    },
    noticed: ['openapi.needs-no-visitor'],
  },
  'the document tells a path of the machine': {
    alteration: { document: put(['info', 'description'], 'From /usr/src/app/routes.js.') },
    noticed: ['openapi.tells-no-innards'],
  },
  'the document tells a password': {
    alteration: { document: put([...LOGIN, 'description'], 'Try alice-in-wonderland.') },
    noticed: ['openapi.tells-no-innards'],
  },
  'the document names what made it': {
    alteration: { document: put(['info', 'x-generator'], 'swagger 9') },
    noticed: ['openapi.tells-no-innards'],
  },
  'the schema of an answer has another type': {
    alteration: { document: put([...ME, 'properties', 'visits'], { type: 'string' }) },
    noticed: ['openapi.answers-fit', 'openapi.answers-in-full'],
  },
  'an answer has another type than its schema': {
    alteration: {
      answer: (answer, { name }) => {
        if (name === 'GET /me') answer.body = answer.body.replace(/"visits":(\d+)/, '"visits":"$1"')
      },
    },
    noticed: ['openapi.answers-fit', 'openapi.answers-in-full'],
  },
  'an answer has another format than its schema': {
    alteration: {
      answer: (answer, { name }) => {
        if (name === 'GET /me') answer.body = answer.body.replace(/T(\d\d:\d\d:\d\d)/, ' at $1')
      },
    },
    noticed: ['openapi.answers-fit', 'openapi.answers-in-full'],
  },
  'a status is not declared': {
    alteration: { document: drop(response('/notes/{name}/delete', 'post', '204')) },
    noticed: ['openapi.answers-fit'],
  },
  'a body comes where none is declared': {
    alteration: { document: drop([...response('/login', 'post', '200'), 'content']) },
    noticed: ['openapi.answers-described'],
  },
  'no body comes where one is declared': {
    alteration: {
      document: put(
        [...response('/notes/{name}', 'delete', '204'), 'content', 'application/json'],
        {},
      ),
    },
    noticed: ['openapi.answers-fit'],
  },
  'errors are declared as plain JSON': {
    alteration: {
      document: put([...response('/notes', 'get', '4XX'), 'content'], { 'application/json': {} }),
    },
    noticed: ['openapi.errors-fit', 'openapi.answers-in-full'],
  },
  'errors are not declared': {
    alteration: { document: drop(response('/password', 'post', '4XX')) },
    noticed: ['openapi.errors-fit'],
  },
  'an error comes as text': {
    alteration: {
      answer: (answer, { name }) => {
        if (name !== 'PUT /notes/probe' || answer.status !== 415) return
        answer.headers['content-type'] = 'text/plain'
      },
    },
    noticed: ['openapi.errors-fit'],
  },
  'an answer by token is declared otherwise': {
    style: 'jwt',
    alteration: {
      document: put([...schemaOf('/notes/{name}', 'put'), 'properties', 'token'], {
        type: 'integer',
      }),
    },
    noticed: ['openapi.bearer-answers-fit'],
  },
  'the document does not say what is always there': {
    alteration: { document: drop([...ME, 'required']) },
    noticed: ['openapi.answers-in-full'],
  },
  'an answer has no schema': {
    alteration: { document: drop(schemaOf('/notes', 'get')) },
    noticed: ['openapi.answers-in-full'],
  },
  'a body is described as JSON alone': {
    alteration: {
      document: drop([...LOGIN, 'requestBody', 'content', 'application/x-www-form-urlencoded']),
    },
    noticed: ['openapi.bodies-described'],
  },
  'a body is not described': {
    alteration: { document: drop(['paths', '/notes/{name}', 'put', 'requestBody']) },
    noticed: ['openapi.bodies-described', 'openapi.bodies-required'],
  },
  'the document asks for more than the contract': {
    alteration: {
      document: put([...bodySchemaOf('/notes', 'post'), 'required'], ['name', 'text', 'colour']),
    },
    noticed: ['openapi.bodies-described'],
  },
  'the document does not say what is required': {
    alteration: { document: put([...bodySchemaOf('/login', 'post'), 'required'], ['username']) },
    noticed: ['openapi.bodies-agree'],
  },
  'the document takes anything for a text': {
    alteration: {
      document: put([...bodySchemaOf('/password', 'post'), 'properties'], {
        currentPassword: {},
        newPassword: {},
      }),
    },
    noticed: ['openapi.bodies-agree'],
  },
  'the server takes what the document refuses': {
    alteration: {
      answer: (answer, { name, body }) => {
        if (name !== 'POST /login' || body.includes('"password"') || body === '') return
        answer.status = 401
      },
    },
    noticed: ['openapi.bodies-agree'],
  },
  'a body that the server needs is said to be needless': {
    alteration: { document: drop([...LOGIN, 'requestBody', 'required']) },
    noticed: ['openapi.bodies-required'],
  },
  'a body that the server does not need is said to be needed': {
    alteration: { document: put(['paths', '/logout', 'post', 'requestBody', 'required'], true) },
    noticed: ['openapi.bodies-required'],
  },
}
