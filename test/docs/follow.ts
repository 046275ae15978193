/** Follows a document as its reader would: every command, in order, in one shell. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { type Step, stepsIn } from './markdown.ts'
import { asDocumented } from './match.ts'
import { otherPorts } from './ports.ts'
import { Shell } from './shell.ts'

export interface Followed extends Step {
  /** What came, as the document would write it; or why nothing did. */
  came: string
}

/** @param folder where the reader stands: the repository's root */
export async function follow(markdown: string, folder = process.cwd()): Promise<Followed[]> {
  const steps = stepsIn(markdown)
  const ports = await otherPorts(steps.map(({ command }) => command).join('\n'))
  const own = await mkdtemp(join(tmpdir(), 'docs-'))
  const shell = new Shell(folder, environment(own))
  const followed: Followed[] = []
  let ended: string | undefined
  const answer = async (command: string) =>
    ports.back(await shell.run(ports.away(command))).replaceAll(/\r$/gm, '') // no terminal shows it
  try {
    for (const step of steps) {
      let came = ended && `NOT RUN: ${ended}`
      try {
        came ??= asDocumented(step.answer, await answer(step.command))
      } catch (error) {
        came = (error as Error).message
        ended = `the command of line ${step.line} did not end`
      }
      followed.push({ ...step, came })
    }
  } finally {
    await shell.close()
    await rm(own, { recursive: true, force: true, maxRetries: 3 })
  }
  return followed
}

/** Nothing of this process's own settings; `.data` and the home folder stay untouched. */
function environment(own: string): NodeJS.ProcessEnv {
  return {
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    HOME: own,
    TMPDIR: own,
    DATA_DIR: join(own, 'data'),
    LC_ALL: 'C.UTF-8',
    npm_config_update_notifier: 'false', // else npm may ask its registry, and tell of a new version
  }
}
