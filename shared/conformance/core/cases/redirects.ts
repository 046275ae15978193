import type { CoreCase } from '../core-case.ts'
import type { Changes } from '../request.ts'

const ELSEWHERE = [
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
]

function asking(next: string, value: string): Changes {
  if (!next.startsWith('?')) return { fields: { [next]: value } }
  return { query: `?${new URLSearchParams({ [next.slice(1)]: value })}` }
}

export const redirectsCases: readonly CoreCase[] = [
  {
    id: 'core.redirects.stay-here',
    requirement: 'A sign-in leads to no other site, whatever the request asks for.',
    level: 'SHOULD',
    references: ['ASVS 3.7.2', 'OWASP Unvalidated Redirects'],
    missing: ({ signIn }) => {
      return signIn.next === undefined ? 'the map has no signIn.next' : undefined
    },
    run: async (context) => {
      const next = context.map.signIn.next ?? ''
      for (const value of ELSEWHERE) {
        const visitor = context.visitor()
        const { answer } = await visitor.signIn(context.firstUser, asking(next, value))
        const { origin } = new URL(answer.request.url)
        const location = answer.header('location') ?? '/'
        const target = URL.canParse(location, origin) ? new URL(location, origin).origin : origin
        const subject = `Location after asking for ${JSON.stringify(value)}`
        context.expect.that(
          [origin, visitor.ownOrigin].includes(target),
          subject,
          'this site',
          target,
        )
      }
    },
  },
]
