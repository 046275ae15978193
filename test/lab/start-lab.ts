/** The lab as `npm run lab` starts it, its page built, on a free port. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type StartedServer, startFile, type Test } from '../support/server.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

let isBuilt = false

/** Once for a file of tests: as the sources are now. */
export function buildPage(): void {
  if (isBuilt) return
  isBuilt = true
  execFileSync('npm', ['run', '--silent', 'build:page'], { cwd: ROOT, stdio: 'inherit' })
}

/** @param environment what it sees beside its port */
export function startLab(
  t: Test,
  port = 0,
  environment: NodeJS.ProcessEnv = {},
  nodeArgs: readonly string[] = [],
): Promise<StartedServer> {
  buildPage()
  const path = fileURLToPath(new URL('../../apps/lab/server.js', import.meta.url))
  const settings = { LAB_PORT: String(port), HOME: process.env.HOME, ...environment }
  return startFile(t, path, settings, nodeArgs)
}
