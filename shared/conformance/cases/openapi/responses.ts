import { type ConformanceCase, carriesBearer } from '../../case.ts'
import { record } from '../../help/about.ts'
import { expectDeclared } from '../../openapi/answers.ts'
import { declaredTypes, nameOf } from '../../openapi/declared.ts'
import { openDocument } from '../../openapi/open.ts'
import { refusals } from '../../openapi/refusals.ts'
import { answersByToken, reads, workingAnswers } from '../../openapi/visits.ts'

const REFERENCES = ['contract GET /openapi.json', 'OpenAPI 3.1 4.8.16', 'OpenAPI 3.1 4.8.17']

/** The members that the contract gives to the answers of reads, and to problems. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  '/about': [
    'style',
    'version',
    'carriers',
    'cookies',
    'stateKeptBy',
    'store',
    'limits',
    'lifetime',
    'can',
  ],
  '/': ['message', 'visits', 'user'],
  '/me': ['user', 'visits', 'signedInAt', 'expiresAt'],
  '/notes': ['notes'],
  '/sessions': ['sessions'],
}
const PROBLEM = ['type', 'title', 'status', 'detail', 'code']

export const openapiAnswersCases: readonly ConformanceCase[] = [
  {
    id: 'openapi.answers-fit',
    requirement:
      'What each route answers to a whole visit has a status, a media type and a form that the document declares.',
    level: 'MUST',
    references: REFERENCES,
    uses: 'second-user',
    run: async (context) => {
      const document = await openDocument(context)
      for (const exchange of await workingAnswers(context)) {
        // 501 where the style lacks what the route needs (contract, Capabilities).
        context.given.status(exchange, [200, 204, 501])
        expectDeclared(context, document, exchange)
      }
    },
  },
  {
    id: 'openapi.bearer-answers-fit',
    requirement: 'What is answered to requests by token is declared in the document, too.',
    level: 'MUST',
    references: ['contract rule 3', ...REFERENCES],
    appliesTo: carriesBearer,
    run: async (context) => {
      const document = await openDocument(context)
      for (const exchange of await answersByToken(context)) {
        expectDeclared(context, document, exchange)
      }
    },
  },
  {
    id: 'openapi.errors-fit',
    requirement:
      'The errors of each route (a stranger, another site, a wrong type, a wrong body) are declared in the document.',
    level: 'MUST',
    references: ['contract rule 9', ...REFERENCES],
    run: async (context) => {
      context.willFail({ firstUser: 1, unknown: 1 })
      const document = await openDocument(context)
      for (const exchange of await refusals(context)) expectDeclared(context, document, exchange)
    },
  },
  {
    id: 'openapi.answers-described',
    requirement: 'The document describes the body of each answer that has one.',
    level: 'INFO',
    references: ['contract GET /openapi.json', 'OpenAPI 3.1 4.8.17'],
    run: async (context) => {
      const document = await openDocument(context)
      const visitor = context.visitor()
      const answers = [await context.signIn(visitor), ...(await reads(visitor))]
      if (carriesBearer(context.about) === true) answers.push(...(await answersByToken(context)))
      for (const exchange of answers.filter(({ body }) => body !== '')) {
        const types = declaredTypes(document, exchange)
        const subject = `content of ${nameOf(exchange)} in the document`
        context.expect.that(types.length > 0, subject, exchange.mediaType, 'none')
      }
    },
  },
  {
    id: 'openapi.answers-in-full',
    requirement:
      'The document says of the members that the contract gives to an answer that they are always there.',
    level: 'INFO',
    references: ['contract GET /openapi.json', 'JSON Schema 2020-12 Validation 6.5.3'],
    run: async (context) => {
      const document = await openDocument(context)
      const visitor = await context.signedIn()
      for (const [path, members] of Object.entries(TOLD)) {
        for (const each of [visitor, context.visitor()]) {
          const exchange = await each.get(path)
          const schema = expectDeclared(context, document, exchange)
          const body = { ...record(exchange.json()) }
          for (const member of exchange.status === 200 ? members : PROBLEM) {
            const { [member]: _, ...rest } = body
            const misses = schema && document.schemas.misfit(schema, rest) !== undefined
            const subject = `${member} in the schema of ${nameOf(exchange)}`
            context.expect.that(misses === true, subject, 'required', 'not required')
          }
        }
      }
    },
  },
]
