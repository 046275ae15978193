/** Beginning and ending sign-ins: what the login, password and logout routes have in common. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { checkPassword } from '../accounts/passwords.ts'
import { newSignInId } from '../accounts/sign-in-id.ts'
import type { User } from '../accounts/users.ts'
import { Problem } from '../problems/problem.ts'
import { extended, type VisitorState } from '../visitor-state.ts'
import { type Fresh, keepRenewed } from './keep.ts'
import type { Service } from './service.ts'

/**
 * The user, when the name is known, the password right and the user not disabled: all of it in the
 * same time, and counted when it fails (contract, rule 8).
 * @throws Problem `too-many-attempts`, `busy`
 */
export async function verifiedUser(
  { users, throttle }: Service,
  request: FastifyRequest,
  username: string,
  password: string,
): Promise<User | undefined> {
  let user: User | undefined
  const right = await throttle.attempt(username, request.ip, async () => {
    user = await users.find(username)
    return (await checkPassword(user?.passwordHash, password)) && user?.disabled === false
  })
  return right ? user : undefined
}

/**
 * Begins a sign-in under a fresh credential. `carried` is what stays of the state before.
 * @throws Problem `invalid-credentials` when the password was changed while this one was checked
 */
export async function beginSignIn(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  user: User,
  carried: Pick<VisitorState, 'visits' | 'notes'>,
  signedInAt = Date.now(),
): Promise<Fresh> {
  const { style, users, signIns, lifetime } = service
  const id = newSignInId()
  const signIn = { id, username: user.username, role: user.role, signedInAt }
  const state = { ...carried, signIn, expiresAt: 0 }
  if (!style.can.endEverywhere) return keepRenewed(service, request, reply, state)

  const { expiresAt } = extended(state, lifetime, Date.now())
  const userAgent = request.headers['user-agent'] ?? ''
  const { username } = user
  if (style.can.listSessions) {
    await signIns.begin({ id, username, userAgent, startedAt: signedInAt, expiresAt })
  }
  try {
    // A password change ends what began before it. It may have come between the check and here.
    const { passwordHash } = (await users.find(user.username)) ?? {}
    if (passwordHash !== user.passwordHash) throw invalidCredentials()
    return await keepRenewed(service, request, reply, state)
  } catch (error) {
    await signIns.end(id, user.username).catch(() => {}) // what failed first is what is told
    throw error
  }
}

/**
 * Ends every sign-in of a user that the index knows, and what each of them points to, but for one
 * that goes on. When the store fails midway the answer is 503, and asking again ends the rest.
 */
export async function endAllSignIns(
  { style, signIns }: Service,
  username: string,
  exceptId?: string,
): Promise<void> {
  for (const { handle } of await signIns.endAll(username, exceptId)) {
    if (handle !== null) await style.forgetElsewhere?.(handle)
  }
}

export function invalidCredentials(): Problem {
  return new Problem('invalid-credentials', 'The name or the password is wrong.')
}

/** An event for the log: who and what, never how (contract, rule 11; ASVS 16.3.1). */
export function audit(request: FastifyRequest, event: string, username?: string): void {
  request.log.info({ event, username, address: request.ip })
}
