/** The lab as `npm run lab` starts it, its page built, on a free port. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type StartedServer, startFile, type Test } from '../../../shared/processes/start-server.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

/** Where it was built for all files: a build empties the folder, under the labs that others have started. */
const IS_BUILT = 'LAB_PAGE_IS_BUILT'

/** Once, as the sources are now. */
export function buildPage(): void {
  if (process.env[IS_BUILT] !== undefined) return
  execFileSync('npm', ['run', '--silent', 'build:page'], { cwd: ROOT, stdio: 'inherit' })
  process.env[IS_BUILT] = 'true'
}

/** @param environment what it sees beside its port */
export function startLab(
  t: Test,
  port = 0,
  environment: NodeJS.ProcessEnv = {},
  nodeArgs: readonly string[] = [],
): Promise<StartedServer> {
  buildPage()
  const path = fileURLToPath(new URL('../../../apps/lab/server.js', import.meta.url))
  const settings = { LAB_PORT: String(port), HOME: process.env.HOME, ...environment }
  return startFile(t, path, settings, nodeArgs)
}
