import { Visitor } from '../visitor/visitor.ts'
import { type Target, TargetError } from './target.ts'
import { accountsAt, holdUser } from './user-lock.ts'

/**
 * Makes sure that the two users are known to the server, so that a wrong --user is one clear
 * sentence and not a hundred failures. Whatever else is wrong with signing in, the cases judge.
 * @returns how long the faster of the two sign-ins took
 * @throws TargetError
 */
export async function checkUsers(target: Target): Promise<number> {
  let fastestMs = Number.POSITIVE_INFINITY
  // Another run may have the second user's password changed at this moment.
  const release = await holdUser(accountsAt(target.connectAddress), target.secondUser.username)
  try {
    for (const user of [target.firstUser, target.secondUser]) {
      const visitor = new Visitor(target)
      const exchange = await visitor.signIn(user).catch((cause: Error) => {
        throw new TargetError(`No answer to POST /login: ${cause.message}.`, { cause })
      })
      if (exchange.status === 401) {
        throw new TargetError(`The server does not let ${user.username} in: give --user twice.`)
      }
      if (exchange.status === 429) {
        const wait = exchange.header('retry-after')
        throw new TargetError(
          `Too many failures were counted for ${user.username}: wait ${wait} s.`,
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
