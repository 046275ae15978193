import { Type } from '../../type.ts'
import type { App } from '../app-types.ts'
import type { Service } from '../service.ts'

const About = Type.Object({
  style: Type.String(),
  version: Type.Literal('1', { description: 'Version of the contract.' }),
  carriers: Type.Array(Type.Enum(['cookie', 'bearer'])),
  cookies: Type.Array(Type.String()),
  stateKeptBy: Type.Enum(['client', 'server']),
  store: Type.Union([Type.String(), Type.Null()]),
  limits: Type.Object({
    stateBytes: Type.Integer(),
    signIn: Type.Object({
      windowSeconds: Type.Integer(),
      accountAndAddress: Type.Integer(),
      address: Type.Integer(),
      account: Type.Integer(),
    }),
  }),
  lifetime: Type.Object({ idleSeconds: Type.Integer(), absoluteSeconds: Type.Integer() }),
  can: Type.Object({
    revoke: Type.Boolean(),
    endEverywhere: Type.Boolean(),
    listSessions: Type.Boolean(),
    noticeAccountChanges: Type.Boolean(),
    refresh: Type.Boolean(),
  }),
})

/** What this server is: what it claims here, it is judged by. */
export function aboutRoute(app: App, { style, signInLimits, lifetime }: Service): void {
  const { name, carriers, cookies, stateKeptBy, store = null, stateLimitBytes, can } = style
  const limits = { stateBytes: stateLimitBytes, signIn: signInLimits }
  const about = { style: name, version: '1', carriers, cookies, stateKeptBy, store } as const
  const schema = { summary: 'What this server is', response: { 200: About } }
  app.get('/about', { schema, config: { alwaysJson: true } }, () => ({
    ...about,
    limits,
    lifetime,
    can,
  }))
}
