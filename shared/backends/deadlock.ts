/**
 * Two who wait for each other's locks: MySQL ends one of them, which may try again (MySQL manual, 17.7.5.3).
 * A single statement can be one of them: it may lock a row and then an index, the other the index and then
 * the row.
 */
const DEADLOCK = 'ER_LOCK_DEADLOCK'
const MOST_TRIES = 5

/** @param operation a statement, or a whole transaction: MySQL took back all that it had done */
export async function untilNoDeadlock<Given>(operation: () => Promise<Given>): Promise<Given> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await operation()
    } catch (error) {
      const isDeadlock = (error as { code?: string }).code === DEADLOCK
      if (!isDeadlock || tries === MOST_TRIES) throw error
    }
  }
}
