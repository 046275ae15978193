import type { Capability } from './about.ts'

/** A route of the contract. `path` is an example of it, with any parameter filled in. */
interface Route {
  readonly methods: readonly string[]
  /** As OpenAPI writes it. */
  readonly template: string
  readonly path: string
  /** Declared false, this makes the route answer 501. */
  readonly capability?: Capability
}

/** Every route that all servers have, in the order of the contract's table. */
export const ROUTES: readonly Route[] = [
  { methods: ['GET'], template: '/about', path: '/about' },
  { methods: ['GET'], template: '/', path: '/' },
  { methods: ['POST'], template: '/login', path: '/login' },
  { methods: ['GET'], template: '/me', path: '/me' },
  { methods: ['GET', 'POST'], template: '/notes', path: '/notes' },
  { methods: ['PUT', 'DELETE'], template: '/notes/{name}', path: '/notes/probe' },
  { methods: ['POST'], template: '/notes/{name}/delete', path: '/notes/probe/delete' },
  { methods: ['POST'], template: '/password', path: '/password' },
  { methods: ['POST'], template: '/logout', path: '/logout' },
  {
    methods: ['POST'],
    template: '/logout/everywhere',
    path: '/logout/everywhere',
    capability: 'endEverywhere',
  },
  { methods: ['GET'], template: '/sessions', path: '/sessions', capability: 'listSessions' },
  {
    methods: ['DELETE'],
    template: '/sessions/{id}',
    path: '/sessions/probe',
    capability: 'listSessions',
  },
  { methods: ['POST'], template: '/refresh', path: '/refresh', capability: 'refresh' },
  { methods: ['GET'], template: '/health/live', path: '/health/live' },
  { methods: ['GET'], template: '/health/ready', path: '/health/ready' },
  { methods: ['GET'], template: '/openapi.json', path: '/openapi.json' },
]

/** Each method of each route that may change state (RFC 9110 9.2.1). */
export const UNSAFE_REQUESTS = ROUTES.flatMap(({ methods, path }) => {
  return methods.filter((method) => method !== 'GET').map((method) => ({ method, path }))
})
