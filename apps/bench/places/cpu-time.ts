/** CPU time of a process, all its threads: read from Linux' /proc, so that nothing is asked of the process itself. */
import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds on a core since it began; NaN where there is no /proc. Threads that ended are not in it. */
export function cpuTimeMs(pid: number): number {
  try {
    let nanoseconds = 0
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [onCpu] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      nanoseconds += Number(onCpu)
    }
    return nanoseconds / 1e6
  } catch {
    return Number.NaN
  }
}
