/**
 * A process between a test and the engines that it starts. When the test ends, in whatever way (its
 * process may have been killed), the channel to it closes; then this ends the engines, frozen ones
 * too, and takes their folder away.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export interface StartMessage {
  /** Comes back with the notice, since several may be starting. */
  id: number
  command: string
  args: string[]
}

export type Notice = { id: number; started: number } | { exited: number }

const [folder = ''] = process.argv.slice(2)
const engines = new Set<ChildProcess>()

process.on('message', ({ id, command, args }: StartMessage) => {
  const log = openSync(join(folder, 'log'), 'a')
  const engine = spawn(command, args, { cwd: folder, stdio: ['ignore', log, log] })
  engine.on('error', () => {}) // no such command: no "spawn", and the test is told nothing came up
  engine.once('spawn', () => {
    engines.add(engine)
    tell({ id, started: engine.pid as number })
  })
  engine.once('exit', () => {
    engines.delete(engine)
    tell({ exited: engine.pid as number })
  })
})

process.once('disconnect', async () => {
  const gone = [...engines].map((engine) => new Promise((resolve) => engine.once('exit', resolve)))
  for (const engine of engines) engine.kill('SIGKILL')
  await Promise.all(gone)
  rmSync(folder, { recursive: true, force: true })
  process.exit()
})

function tell(notice: Notice): void {
  if (process.connected) process.send?.(notice)
}
