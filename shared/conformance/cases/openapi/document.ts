import { isDeepStrictEqual } from 'node:util'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { ConformanceCase } from '../../case.ts'
import { record } from '../../help/about.ts'
import { credentialOf, expectNoCookie } from '../../help/cookies.ts'
import { PLACES } from '../../help/innards.ts'
import { ROUTES } from '../../help/routes.ts'
import { pointerTo } from '../../openapi/located.ts'
import { fetchDocument, openDocument } from '../../openapi/open.ts'
import { schemasIn } from '../../openapi/schemas.ts'

/** Compiles the specification's schema once, at its first document. */
const openApi = new Validator()

/** Names of what makes such documents, none of them a word that a contract needs. */
const SOFTWARE =
  /\b(fastify|fastapi|express\.?js|nestjs|node\.js|nginx|uvicorn|werkzeug|django|laravel|spring ?boot|springdoc|swashbuckle|swagger|jsonwebtoken)\b/i

export const openapiCases: readonly ConformanceCase[] = [
  {
    id: 'openapi.version',
    requirement: 'GET /openapi.json is an OpenAPI 3.1 document, with info and paths.',
    level: 'MUST',
    references: ['contract GET /openapi.json', 'OpenAPI 3.1 4.8.1'],
    run: async (context) => {
      const exchange = await fetchDocument(context)
      const json = /^application\/([\w.-]+\+)?json$/
      context.expect.match(exchange.mediaType, json, `media type of ${exchange.name}`)
      context.expect.match(exchange.member('openapi'), /^3\.1\.\d+/, 'openapi')
      const info = record(exchange.member('info'))
      context.expect.match(info?.title, /\S/, 'info.title')
      context.expect.match(info?.version, /\S/, 'info.version')
      const paths = record(exchange.member('paths'))
      context.expect.that(paths !== undefined, 'paths', 'an object', exchange.member('paths'))
    },
  },
  {
    id: 'openapi.valid',
    requirement:
      'The document has the form that OpenAPI 3.1 gives it, and no reference leads astray.',
    level: 'MUST',
    references: ['contract GET /openapi.json', 'OpenAPI 3.1 4.8', 'OpenAPI 3.1 4.8.23'],
    run: async (context) => {
      const { root } = await openDocument(context)
      const { valid, errors } = await openApi.validate({ ...record(root) })
      const [first] = Array.isArray(errors) ? errors : []
      const where = first?.instancePath || (first === undefined ? 'references' : 'the top')
      const what = first === undefined ? errors : `${first.message} ${JSON.stringify(first.params)}`
      context.expect.that(valid, `${where} in the document`, 'as OpenAPI 3.1 has it', what)
    },
  },
  {
    id: 'openapi.schemas-valid',
    requirement: 'Each schema in the document is one by JSON Schema 2020-12.',
    level: 'MUST',
    references: ['contract GET /openapi.json', 'OpenAPI 3.1 4.8.24', 'JSON Schema 2020-12'],
    run: async (context) => {
      const { root, schemas } = await openDocument(context)
      const all = [...schemasIn(root)]
      if (all.length === 0) context.notApplicable('the document holds no schema')
      for (const { keys, schema } of all) {
        const fault = schemas.fault(schema)
        context.expect.that(fault === undefined, pointerTo(keys), 'a schema', fault)
      }
    },
  },
  {
    id: 'openapi.lists-every-route',
    requirement:
      'The OpenAPI document has every route of the contract, with its methods and answers.',
    level: 'MUST',
    references: ['contract GET /openapi.json'],
    run: async (context) => {
      const document = await openDocument(context)
      const keys = { methods: ['GET'], path: '/.well-known/jwks.json' }
      const published = (await context.visitor().get(keys.path)).status === 200
      for (const { methods, path } of [...ROUTES, ...(published ? [keys] : [])]) {
        // The document need not describe itself.
        if (path === '/openapi.json') continue
        for (const method of methods) {
          const operation = document.operation(method, path)
          const subject = `${method} ${path} in the document`
          context.expect.that(operation !== undefined, subject, 'described', 'missing')
          const responses = operation && document.child(operation, 'responses')
          const answers = Object.keys(record(responses?.value) ?? {})
          context.expect.that(answers.length > 0, `responses of ${subject}`, 'some', 'none')
        }
      }
    },
  },
  {
    id: 'openapi.needs-no-visitor',
    requirement: 'GET /openapi.json tells everyone the same, and sets no cookie.',
    level: 'MUST',
    references: ['contract GET /openapi.json', 'contract rule 2'],
    run: async (context) => {
      const stranger = await fetchDocument(context)
      const visitor = await context.signedIn()
      const member = await visitor.get('/openapi.json')
      context.expect.status(member, 200, 'for a signed-in visitor')
      const same = isDeepStrictEqual(member.json(), stranger.json())
      context.expect.that(same, 'the document for a signed-in visitor', "a stranger's", 'another')
      expectNoCookie(context, stranger)
      expectNoCookie(context, member)
    },
  },
  {
    id: 'openapi.tells-no-innards',
    requirement:
      'The document tells no path of a file system, no password and no credential, and names no software.',
    level: 'MUST',
    references: ['contract rule 15', 'ASVS 13.4.2', 'ASVS 13.4.6'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const { name, body } = await visitor.get('/openapi.json')
      context.expect.lacks(body, PLACES, `what ${name} gives away`)
      context.expect.lacks(body, SOFTWARE, `what ${name} gives away`)
      const secrets = [context.firstUser.password, context.secondUser.password]
      const held = credentialOf(context, visitor).map(({ value }) => value)
      const told = [...secrets, ...held].some((each) => body.includes(each))
      context.expect.that(!told, `body of ${name}`, 'no password and no credential', 'one of them')
    },
  },
]
