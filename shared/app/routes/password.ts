import { type WeakReason, weaknessOf } from '../../accounts/password-rules.ts'
import { hashPassword } from '../../accounts/passwords.ts'
import { Problem } from '../../problems/problem.ts'
import { Type } from '../../type.ts'
import type { SignedInState } from '../../visitor-state.ts'
import type { App } from '../app-types.ts'
import { changed } from '../done.ts'
import { Body, Fresh, NoContent, Password, SeeOther } from '../schemas.ts'
import type { Service } from '../service.ts'
import { audit, beginSignIn, endAllSignIns, verifiedUser } from '../signing-in.ts'

const ChangePassword = Body({ currentPassword: Password, newPassword: Type.String() })

const WHY: Record<WeakReason, string> = {
  'too-short': 'A password has at least 8 characters.',
  'too-long': 'A password has at most 256 characters.',
  common: 'Too many people use this password.',
  name: 'The user name is no password.',
}

/** A new password: a fresh credential, a new sign-in id, and the end of the others where the style can. */
export function passwordRoute(app: App, service: Service): void {
  const schema = {
    summary: 'Change the password',
    body: ChangePassword,
    response: { 200: Fresh, 204: NoContent, 303: SeeOther },
  }
  app.post('/password', { schema, config: { signedIn: true } }, async (request, reply) => {
    const { currentPassword, newPassword } = request.body
    const state = request.visitor as SignedInState
    const { username, signedInAt } = state.signIn
    const user = await verifiedUser(service, request, username, currentPassword)
    if (user === undefined) {
      audit(request, 'password change failed', username)
      throw wrongPassword()
    }
    const reason = await weaknessOf(newPassword, username)
    if (reason !== undefined) {
      throw new Problem('weak-password', WHY[reason], { extras: { reason } })
    }
    const passwordHash = await hashPassword(newPassword)
    const endOthers = async () => {
      if (service.style.can.endEverywhere) await endAllSignIns(service, username, state.signIn.id)
    }
    await endOthers() // first: while the store fails, nothing is changed, and one can ask again
    await service.users.setPasswordHash(username, passwordHash)
    await service.ended.cutOff(username, Date.now()) // where no index knows them
    await endOthers() // and those that began meanwhile, with the old password
    const changedUser = { ...user, passwordHash }
    const fresh = await beginSignIn(service, request, reply, changedUser, state, signedInAt)
    audit(request, 'password changed', username)
    return changed(request, reply, fresh)
  })
}

export function wrongPassword(): Problem {
  return new Problem('wrong-password', 'The current password is wrong.')
}
