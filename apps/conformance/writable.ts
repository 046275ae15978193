/** Asked before a run of minutes, so that its result has a place. What stands there stays until it is replaced. */
import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { UsageError } from './arguments.ts'

/**
 * @param files paths by the option that names them
 * @throws UsageError when one can not be written
 */
export function requireWritable(files: Readonly<Record<string, string | undefined>>): void {
  for (const [option, path] of Object.entries(files)) {
    if (path === undefined) continue
    const isNew = !existsSync(path)
    try {
      closeSync(openSync(path, 'a'))
    } catch (cause) {
      throw new UsageError(`--${option} ${path} can not be written.`, { cause })
    }
    if (isNew) rmSync(path)
  }
}
