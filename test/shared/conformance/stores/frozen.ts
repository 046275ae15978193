import { type Control, control } from '../../../../shared/conformance/brought/control.ts'
import type { Running } from '../../../../shared/processes/backends/guarded.ts'

/** The words `stop` and `start` for engines: they freeze, and go on with all that they knew. */
export function frozen(engines: Running[]): Control {
  const pids = engines.map(({ pid }) => pid).join(' ')
  return control(`sh -c 'case $0 in stop) kill -STOP ${pids};; start) kill -CONT ${pids};; esac'`)
}
