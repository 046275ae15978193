/**
 * The server and its load take turns on one core. With a core of its own a load that is faster than the
 * server sleeps, and each answer of the server pays for waking it: 6 to 10 us of CPU time that a fast server
 * does not pay (docs/decisions/bench.md).
 */
import { execFileSync } from 'node:child_process'

const CORE = '0'

/** @returns whether it worked: it takes Linux' `taskset` and `chrt` */
export function pinServer(pid: number): boolean {
  return done('taskset', ['--all-tasks', '--cpu-list', '--pid', CORE, String(pid)])
}

/** On the same core, and as a batch: it never interrupts the server, but waits until it is through. */
export function pinLoad(pid: number): boolean {
  return pinServer(pid) && done('chrt', ['--batch', '--all-tasks', '--pid', '0', String(pid)])
}

function done(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
