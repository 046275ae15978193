import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'
import type { CoreVisitor } from '../core-visitor.ts'
import {
  cookiesOfNeighbour,
  cookiesOfPost,
  FROM_NULL,
  FROM_OTHER_SITE,
  fromNeighbour,
} from '../other-site.ts'
import { fits } from '../readings.ts'
import { filled } from '../request.ts'

type Headers = Readonly<Record<string, string>>
type Cookies = (context: CoreContext, visitor: CoreVisitor) => ReturnType<typeof cookiesOfPost>

const FORM = 'application/x-www-form-urlencoded'

/** Requires that a page elsewhere can't bring the change about with the victim's browser. */
async function expectNoEffect(
  context: CoreContext,
  headersOf: (victim: CoreVisitor) => Headers,
  cookiesOf: Cookies,
): Promise<void> {
  const victim = await context.signedIn()
  const headers = headersOf(victim)
  const cookies = cookiesOf(context, victim)
  const answer = await victim.change({ headers, cookies, token: false, ...formOf(context) })
  const when = `from ${headers.Origin}`
  if (context.map.change !== undefined) {
    const made = fits(answer, context.map.change.success)
    context.expect.that(!made, `${answer.name} ${when}`, 'a refusal', 'the change was made')
    return
  }
  // A form leads the browser there, so that it takes the cookies of the answer.
  victim.receive(answer)
  context.expectUser(await victim.whoAmI(), context.firstUser, `after a sign-out ${when}`)
}

/** A page can post forms and text to another site without its leave, but no JSON. */
function formOf({ map }: CoreContext): { body?: { type: string; text: string } } {
  const { json } = map.change ?? map.signOut
  return json === undefined ? {} : { body: { type: 'text/plain', text: JSON.stringify(json) } }
}

async function signInFromElsewhere(
  context: CoreContext,
  headers: Headers,
  body?: { type: string; text: string },
): Promise<void> {
  const victim = context.visitor()
  await victim.lookAround()
  const changes = { headers, token: false as const, ...(body === undefined ? {} : { body }) }
  await victim.signIn(context.firstUser, changes)
  const how = body === undefined ? '' : ` as ${body.type}`
  context.expectStranger(await victim.whoAmI(), `after a sign-in${how} from ${headers.Origin}`)
}

/** The JSON body in the media types that need no preflight (Fetch, CORS-safelisted). */
function simpleBodies({ map, firstUser }: CoreContext): { type: string; text: string }[] {
  const text = JSON.stringify(filled(map.signIn.json, { ...firstUser }))
  const members = filled(map.signIn.json, { ...firstUser }) as Record<string, string>
  return [
    { type: 'text/plain', text },
    { type: FORM, text },
    { type: FORM, text: new URLSearchParams(members).toString() },
  ]
}

export const originCases: readonly CoreCase[] = [
  {
    id: 'core.origin.cross-site',
    requirement: "Another site's page can't bring about a change with the visitor's browser.",
    level: 'MUST',
    references: ['ASVS 3.5.1', 'OWASP CSRF Prevention'],
    run: async (context) => {
      for (const headers of FROM_OTHER_SITE)
        await expectNoEffect(context, () => headers, cookiesOfPost)
    },
  },
  {
    id: 'core.origin.null',
    requirement: "A page without an origin can't bring about a change either.",
    level: 'MUST',
    references: ['ASVS 3.5.1', 'OWASP CSRF Prevention: null'],
    run: async (context) => {
      for (const headers of FROM_NULL) await expectNoEffect(context, () => headers, cookiesOfPost)
    },
  },
  {
    id: 'core.origin.same-site',
    requirement:
      "A page on a neighbouring host can't bring about a change: SameSite does not keep it out.",
    level: 'MUST',
    references: ['ASVS 3.5.1', 'OWASP CSRF Prevention: Fetch Metadata'],
    run: (context) => expectNoEffect(context, fromNeighbour, cookiesOfNeighbour),
  },
  {
    id: 'core.origin.sign-in',
    requirement: "Another site's page can't sign a visitor in, under a name of its choice.",
    level: 'MUST',
    references: ['ASVS 3.5.1', 'OWASP CSRF Prevention: login CSRF'],
    missing: ({ signIn }) => {
      return signIn.json === undefined ? undefined : 'the sign-in takes JSON: core.origin.json-only'
    },
    run: async (context) => {
      for (const headers of [...FROM_OTHER_SITE, ...FROM_NULL]) {
        await signInFromElsewhere(context, headers)
      }
    },
  },
  {
    id: 'core.origin.json-only',
    requirement:
      "Another site's page can't sign a visitor in by what it may send without leave: forms and text.",
    level: 'MUST',
    references: ['ASVS 3.5.1', 'ASVS 3.5.2', 'OWASP CSRF Prevention: simple requests'],
    missing: ({ signIn }) => (signIn.json === undefined ? 'the sign-in takes a form' : undefined),
    run: async (context) => {
      for (const body of simpleBodies(context)) {
        for (const headers of [...FROM_OTHER_SITE, ...FROM_NULL]) {
          await signInFromElsewhere(context, headers, body)
        }
      }
    },
  },
  {
    id: 'core.origin.no-cors',
    requirement: 'No other origin may read answers that belong to the visitor.',
    level: 'MUST',
    references: ['ASVS 3.4.2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const origin of ['https://evil.example', 'null', `${visitor.ownOrigin}.evil.example`]) {
        const answer = await visitor.whoAmI(undefined, { Origin: origin })
        const allowed = answer.header('access-control-allow-origin')
        const withCookies = answer.header('access-control-allow-credentials') === 'true'
        const seen = `Access-Control-Allow-Origin: ${allowed} with credentials`
        const subject = `${answer.name} from ${origin}`
        context.expect.that(!(allowed === origin && withCookies), subject, 'no leave to read', seen)
      }
    },
  },
]
