import type { Test } from 'tap'
import { runProgram } from '../support/program.ts'
import { temporaryDirectory } from '../support/server.ts'

export const WRONG_PASSWORD = 'a-wrong-password-that-must-not-be-seen'

/** A start that ends with status 1 and one sentence. */
export async function refused(
  t: Test,
  environment: NodeJS.ProcessEnv,
  sentence: RegExp,
): Promise<void> {
  const settings = { PORT: '0', DATA_DIR: temporaryDirectory(t), ...environment }
  const { status, stdout, stderr } = await runProgram('server-session/server', settings)
  t.equal(status, 1)
  t.match(stderr, /^server-session: [A-Z][^\n]*\.\n$/, 'one sentence')
  t.match(stderr, sentence)
  t.notMatch(stderr + stdout, WRONG_PASSWORD)
}
