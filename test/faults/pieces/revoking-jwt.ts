import type { Patch } from '../fault.ts'

const STYLE = 'apps/jwt/style.ts'

/** A list of ended sign-ins beside the tokens: with it jwt can revoke, and says so. By itself it is sound. */
export const REVOKING: readonly Patch[] = [
  { file: STYLE, find: 'can: NOTHING_EXTRA,', put: 'can: { ...NOTHING_EXTRA, revoke: true },' },
  {
    file: STYLE,
    find: 'const keys = context.tokenKeys()',
    put: `const keys = context.tokenKeys()
  const ended = new Set<string>()
  const lives = (state) => state !== undefined && !ended.has(state.signIn?.id)
  const end = (request) => void ended.add(request.visitor?.signIn?.id ?? '')`,
  },
  { file: STYLE, find: '.map(verify).find(Boolean)', put: '.map(verify).find(lives)' },
  {
    file: STYLE,
    find: 'renew: remember, //',
    put: 'renew: (request, reply, state) => end(request) ?? remember(request, reply, state), //',
  },
  {
    file: STYLE,
    find: 'forget: async (_request, reply) => void reply.clearCookie(cookie.name, cookie.attributes),',
    put: `forget: async (request, reply) => {
      end(request)
      if (request.carrier === 'cookie') reply.clearCookie(cookie.name, cookie.attributes)
    },`,
  },
]
