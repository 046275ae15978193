import type { Patch } from '../fault.ts'

const STYLE = 'apps/jwt/style.ts'
const ROUTE = 'shared/app/routes/refresh.ts'

/** What makes of jwt a server that declares `can.refresh`, and does it soundly. */
export const REFRESHING: readonly Patch[] = [
  {
    file: STYLE,
    find: "import { oneSignature } from './repairs/one-signature.ts'",
    put: "import { refreshing } from '../../test/faults/pieces/refreshing.ts'\nimport { oneSignature } from './repairs/one-signature.ts'",
  },
  {
    file: STYLE,
    find: "  return {\n    name: 'jwt',",
    put: "  const refresh = refreshing(cookie, sign)\n  return {\n    name: 'jwt',",
  },
  {
    file: STYLE,
    find: 'cookies: [cookie.name],',
    put: 'cookies: [cookie.name, refresh.name],',
  },
  { file: STYLE, find: 'can: NOTHING_EXTRA,', put: 'can: { ...NOTHING_EXTRA, refresh: true },' },
  {
    file: STYLE,
    find: 'renew: remember, //',
    put: 'renew: (request, reply, state) => (refresh.begin(request, reply, state), remember(request, reply, state)), //',
  },
  {
    file: STYLE,
    find: 'forget: async (_request, reply) => void',
    put: 'forget: async (request, reply) => refresh.end(request, reply) ?? void',
  },
  {
    file: ROUTE,
    find: "import type { App } from '../app-types.ts'",
    put: "import { answerRefresh } from '../../../test/faults/pieces/refreshing.ts'\nimport type { App } from '../app-types.ts'",
  },
  {
    file: ROUTE,
    find: 'async (_request, reply) => {\n    return reply.callNotFound() // no style here declares `refresh`: the guards have answered 501',
    put: 'async (request, reply) => {\n    return answerRefresh(request, reply)',
  },
]
