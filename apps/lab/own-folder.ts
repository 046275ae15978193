/** A folder for what the tables keep; those of labs that were killed, and could not remove theirs, go. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const NAME = 'three-ways-lab-'

/** @param within where it is made */
export function ownFolder(within = tmpdir()): string {
  for (const name of readdirSync(within)) {
    const [, pid] = new RegExp(`^${NAME}(\\d+)-`).exec(name) ?? []
    if (pid !== undefined && !runs(Number(pid)))
      rmSync(join(within, name), { recursive: true, force: true })
  }
  return mkdtempSync(join(within, `${NAME}${process.pid}-`))
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // somebody else's
  }
}
