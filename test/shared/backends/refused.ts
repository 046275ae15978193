import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { startFile, temporaryDirectory } from '../../../shared/processes/start-server.ts'

export const WRONG_PASSWORD = 'a-wrong-password-that-must-not-be-seen'

const SERVER = fileURLToPath(new URL('../../../apps/server-session/server.js', import.meta.url))
/** An engine that refuses late is one that refuses: else the server would start, and look for it again. */
const PATIENT = new URL('../../support/patient.js', import.meta.url).href

/** A start that ends with status 1 and one sentence. */
export async function refused(
  t: Test,
  environment: NodeJS.ProcessEnv,
  sentence: RegExp,
): Promise<void> {
  const settings = { DATA_DIR: temporaryDirectory(t), ...environment }
  const said = await startFile(t, SERVER, settings, ['--import', PATIENT]).then(
    ({ url }) => `it listens at ${url}`,
    ({ cause }: Error) => String(cause),
  )
  t.match(said, / with status 1: server-session: [A-Z][^\n]*\.$/, 'status 1, and one sentence')
  t.match(said, sentence)
  t.notMatch(said, WRONG_PASSWORD)
}
