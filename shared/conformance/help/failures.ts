import type { Target } from '../run/target.ts'

/** Failed sign-ins, by whose account; `unknown` ones each have a name of their own. */
export interface Failures {
  readonly firstUser?: number
  readonly secondUser?: number
  readonly unknown?: number
}

/** Completes "Would be judged with …". */
export const ROOM_FOR_FAILURES =
  'limits.signIn with room for the failures of this case, and none of late (wait for the window)'

interface Tally {
  firstUser: number
  secondUser: number
  /** From the one address that all visitors have who were given none of their own. */
  readonly shared: { firstUser: number; secondUser: number; unknown: number }
}

const tallies = new WeakMap<Target, Tally>()

/**
 * Counts the failures that a case is about to bring about, as the server will (contract rule 8). What the
 * limits are is the server's choice, and past one even the right password is refused: without this
 * count a run from one address would lock its own users out of a sound server, and take what follows
 * for faults.
 *
 * @param shared whether they come from the address that visitors share
 * @returns false where one more failure would reach a limit; nothing is counted then
 */
export function roomFor(target: Target, failures: Failures, shared: boolean): boolean {
  const { accountAndAddress, address, account } = target.about.limits.signIn
  const { firstUser = 0, secondUser = 0, unknown = 0 } = failures
  const before = tallies.get(target)
  const after: Tally = {
    firstUser: (before?.firstUser ?? 0) + firstUser,
    secondUser: (before?.secondUser ?? 0) + secondUser,
    shared: {
      firstUser: (before?.shared.firstUser ?? 0) + (shared ? firstUser : 0),
      secondUser: (before?.shared.secondUser ?? 0) + (shared ? secondUser : 0),
      unknown: (before?.shared.unknown ?? 0) + (shared ? unknown : 0),
    },
  }
  const fromShared = after.shared.firstUser + after.shared.secondUser + after.shared.unknown
  const fits =
    Math.max(after.firstUser, after.secondUser) < account &&
    Math.max(after.shared.firstUser, after.shared.secondUser) < accountAndAddress &&
    fromShared < address
  if (fits) tallies.set(target, after)
  return fits
}
