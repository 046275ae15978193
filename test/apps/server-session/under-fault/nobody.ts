import { chownSync } from 'node:fs'
import { type Test, temporaryDirectory } from '../../../../shared/processes/start-server.ts'

/** The user and group `nobody` of most systems. */
export const NOBODY = 65_534

/** A folder of the user that `as-nobody.ts` runs as. */
export function directoryOfNobody(t: Test): string {
  const directory = temporaryDirectory(t)
  if (process.getuid?.() === 0) chownSync(directory, NOBODY, NOBODY)
  return directory
}
