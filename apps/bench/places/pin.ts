/**
 * The server and its load take turns on one core. With a core of its own a load that is faster than the
 * server sleeps, and each answer of the server pays for waking it: 6 to 10 us of CPU time that a fast server
 * does not pay (docs/decisions/bench.md).
 */
import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

const CORE = '0'

/** An engine is not what is measured: it has the other cores. */
const OTHER_CORES = `1-${availableParallelism() - 1}`

const ALL_CORES = `0-${availableParallelism() - 1}`

/** Whether this system has Linux' `taskset` and `chrt`. */
export function canPin(): boolean {
  return done('taskset', ['--version']) && done('chrt', ['--version'])
}

/** @returns whether it worked: it takes Linux' `taskset` and `chrt` */
export function pinServer(pid: number): boolean {
  return onCores(CORE, pid) && asKind('--other', pid) // or it would be as the load that started it
}

/** On the same core, and as a batch: it never interrupts the server, but waits until it is through. */
export function pinLoad(pid: number): boolean {
  return onCores(CORE, pid) && asKind('--batch', pid)
}

export function pinEngine(pid: number): boolean {
  return onCores(OTHER_CORES, pid) && asKind('--other', pid)
}

/** As on a machine that has so many. */
export function onFirstCores(count: number, pid: number): boolean {
  return onCores(`0-${count - 1}`, pid)
}

/** Anywhere, as any process is. */
export function unpin(pid: number): boolean {
  return onCores(ALL_CORES, pid) && asKind('--other', pid)
}

function onCores(cores: string, pid: number): boolean {
  return done('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(pid)])
}

function asKind(kind: '--other' | '--batch', pid: number): boolean {
  return done('chrt', [kind, '--all-tasks', '--pid', '0', String(pid)])
}

function done(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
