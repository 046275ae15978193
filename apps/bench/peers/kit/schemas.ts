/** What the answers of Fastify peers are written with, as this project's own routes are. */
const USER = {
  type: 'object',
  required: ['username', 'role'],
  properties: { username: { type: 'string' }, role: { type: 'string' } },
} as const

export const ME = {
  type: 'object',
  required: ['user', 'visits', 'signedInAt', 'expiresAt'],
  properties: {
    user: USER,
    visits: { type: 'integer' },
    signedInAt: { type: 'string' },
    expiresAt: { type: 'string' },
  },
} as const

export const HOME = {
  type: 'object',
  required: ['visits', 'user'],
  properties: { visits: { type: 'integer' }, user: { anyOf: [{ type: 'null' }, USER] } },
} as const
