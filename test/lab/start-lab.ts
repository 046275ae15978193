/** The lab as `npm run lab` starts it, its page built, on a free port. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type StartedServer, startFile, type Test } from '../support/server.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const PAGE = fileURLToPath(new URL('../../lab-page/index.html', import.meta.url))

/** Vite takes a second, so once for a whole run of tests; `npm run build:page` builds it anew. */
export function buildPage(): void {
  if (existsSync(PAGE) && process.env.CI !== 'true') return
  execFileSync('npm', ['run', '--silent', 'build:page'], { cwd: ROOT, stdio: 'inherit' })
}

export function startLab(t: Test, port = 0): Promise<StartedServer> {
  buildPage()
  const path = fileURLToPath(new URL('../../apps/lab/server.js', import.meta.url))
  return startFile(t, path, { LAB_PORT: String(port), HOME: process.env.HOME })
}
