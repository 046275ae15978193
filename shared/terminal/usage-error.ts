/** The command line is not understood; the message says what is wrong, in one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
