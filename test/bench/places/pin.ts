/** Servers on one core and the load on another, so that neither takes the other's time. */
import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

export const SERVER_CORE = 0
export const LOAD_CORE = 1

/** @returns whether it worked: it takes two cores, and Linux' `taskset` */
export function pin(pid: number, core: number): boolean {
  if (availableParallelism() < 2) return false
  try {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}
