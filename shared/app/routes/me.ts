import type { Static } from 'typebox'
import { mePage } from '../../pages/me-page.ts'
import { sendPage } from '../../pages/send-page.ts'
import { Type } from '../../type.ts'
import type { Role, SignedInState, VisitorState } from '../../visitor-state.ts'
import type { App } from '../app-types.ts'
import { Time, User } from '../schemas.ts'
import type { Service } from '../service.ts'

const Me = Type.Object({
  user: User,
  visits: Type.Integer(),
  signedInAt: Time,
  expiresAt: Time,
})

/** Who is signed in, since when and until when. Changes nothing and sets no cookie. */
export function meRoute(app: App, { style }: Service): void {
  const schema = { summary: 'Who am I?', response: { 200: Me } }
  app.get('/me', { schema, config: { signedIn: true } }, async (request, reply) => {
    const { visits, expiresAt, signIn } = request.visitor as SignedInState
    const me = {
      user: { username: signIn.username, role: signIn.role as Role },
      visits,
      signedInAt: new Date(signIn.signedInAt).toISOString(),
      expiresAt: new Date(expiresAt).toISOString(),
    }
    return request.wants === 'page' ? sendPage(reply, mePage(style, me)) : me
  })
}

/** The user as answers show one, or null when nobody is signed in. */
export function userOf({ signIn }: VisitorState): Static<typeof User> | null {
  return signIn ? { username: signIn.username, role: signIn.role as Role } : null
}
