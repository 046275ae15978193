/** The programs that a document's commands need beside Node. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { ShellName } from './shell.ts'

export function missingTools(shell: ShellName, path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter)
  return [shell, 'curl'].filter((tool) => !folders.some((folder) => canRun(join(folder, tool))))
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
