import { Visitor } from '../../visitor/visitor.ts'
import { type Target, TargetError } from './target.ts'
import { accountsAt, holdUser } from './user-lock.ts'

/**
 * Makes sure that the two users are known to the server, so that a wrong --user is one clear
 * sentence and not a hundred failures. Whatever else is wrong with signing in, the cases judge.
 * @returns how long the faster of the two sign-ins took
 * @throws TargetError
 */
export async function checkUsers(
  target: Target,
  accounts = accountsAt(target.connectAddress),
): Promise<number> {
  let fastestMs = Number.POSITIVE_INFINITY
  // Another run may have the second user's password changed at this moment.
  const release = await holdUser(accounts, target.secondUser.username)
  const deadlineMs = target.patience.startDeadlineMs()
  try {
    for (const user of [target.firstUser, target.secondUser]) {
      const visitor = new Visitor({ ...target, deadlineMs })
      const exchange = await visitor.signIn(user).catch((cause: Error) => {
        throw new TargetError(`Nobody can sign in: ${cause.message}.`, { cause })
      })
      if (exchange.status === 401) {
        throw new TargetError(`The server does not let ${user.username} in: give --user twice.`)
      }
      if (exchange.status === 429) {
        const seconds = Number(exchange.header('retry-after')) || 'some'
        throw new TargetError(
          `Too many failures were counted for ${user.username}: wait ${seconds} s.`,
        )
      }
      fastestMs = Math.min(fastestMs, exchange.milliseconds)
      await visitor.signOut().catch(() => {})
    }
    return fastestMs
  } finally {
    await release()
  }
}
