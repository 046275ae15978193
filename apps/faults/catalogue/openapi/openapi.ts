/** An OpenAPI document that is not of this server. */
import type { Fault } from '../../fault.ts'

export const openapiFaults: readonly Fault[] = [
  {
    id: 'openapi.of-another-version',
    title: 'The description is OpenAPI 3.0.',
    server: 'jwt',
    patches: [
      { file: 'shared/app/openapi.ts', find: "openapi: '3.1.0',", put: "openapi: '3.0.3'," },
    ],
    caughtBy: 'openapi.version',
    message: /openapi: expected/,
    attack:
      'None: schemas of 3.1 under the name of 3.0 are read wrongly by tools, null and const first.',
    vainFix: 'Changing the number back in the client.',
    fix: '3.1, from the schemas that the routes check with.',
    references: ['OpenAPI 3.1 4.8.1', 'contract GET /openapi.json'],
  },
  {
    id: 'openapi.forgets-a-route',
    title: 'A route is missing in the description.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/logout.ts',
        find: "summary: 'Sign out everywhere',",
        put: "summary: 'Sign out everywhere',\n    hide: true as never,",
      },
    ],
    caughtBy: 'openapi.lists-every-route',
    message: /\/logout\/everywhere/,
    attack: 'What is not in the description is in no review and in no scan.',
    vainFix: 'Adding it by hand: the next one is forgotten as well.',
    fix: 'The description made from the routes, and a test that compares the two.',
    references: ['contract GET /openapi.json'],
  },
]
