/** `npm run dev`: compiles on change, and starts the three servers anew when what they run has changed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopWithNpm } from '../shared/app/stop-with-npm.ts'
import { portsIn, ThreeServers } from './three-servers.ts'

/** The compiler writes many files for one change. */
const SETTLE_MS = 200

const root = fileURLToPath(new URL('../..', import.meta.url))
const watched = ['dist/apps', 'dist/shared', 'shared/pages'].map((folder) => join(root, folder))

try {
  const servers = new ThreeServers(portsIn(process.env), (style) => {
    console.error(`${style} has ended; it starts again with the next change.`)
  })
  const compiler = startCompiler()
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    endGroup(compiler)
    await servers.stop()
    process.exit()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  stopWithNpm(stop)
  process.once('exit', () => endGroup(compiler))
  await started(servers, () => process.exit(1))
  onChange(async () => {
    if (stopping) return
    await servers.stop()
    if (!stopping) await started(servers)
  })
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function started(servers: ThreeServers, onFailure = () => {}): Promise<void> {
  try {
    console.log(`\nListening at ${(await servers.start()).join(', ')}. Ctrl-C stops.\n`)
  } catch (error) {
    console.error((error as Error).message)
    onFailure()
  }
}

/** Calls back when the files have been still for a moment, one call after the other. */
function onChange(act: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined
  let last = Promise.resolve()
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      last = last.then(act)
    }, SETTLE_MS)
  }
  for (const folder of watched) watch(folder, { recursive: true }, changed)
}

/** With an error in the source nothing is written, and the servers go on as they are. */
function startCompiler(): ChildProcess {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
  const options = ['--watch', '--preserveWatchOutput', '--noEmitOnError']
  const args = [join(typescript, 'bin', 'tsc'), ...options]
  // A group of its own: the launcher of the native compiler does not pass signals on.
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit', detached: true })
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It is gone already.
  }
}
