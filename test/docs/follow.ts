/** Follows a document as its reader would: every command, in order, in one shell. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { type Step, stepsIn } from './markdown.ts'
import { asDocumented } from './match.ts'
import { otherPorts } from './ports.ts'
import { Shell, type ShellName } from './shell.ts'

interface Followed extends Step {
  /** What came, as the document would write it; or why nothing did. */
  came: string
}

/** @param folder where the reader stands: the repository's root */
export async function follow(
  markdown: string,
  shellName: ShellName = 'bash',
  folder = process.cwd(),
): Promise<Followed[]> {
  const steps = stepsIn(markdown)
  const ports = await otherPorts(steps.map(({ command }) => command).join('\n'))
  const own = await mkdtemp(join(tmpdir(), 'docs-'))
  const shell = new Shell(shellName, folder, environment(own))
  const followed: Followed[] = []
  let ended: string | undefined
  const answer = async (command: string) =>
    asShown(ports.back(await shell.run(ports.away(command))))
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

/** How far a run has come, which it tells here every few seconds: on a slow machine, but never in a document. */
const PROGRESS = /^\d+ of \d+ cases, \d+ s( \(.+\))?\n/gm

/** As a terminal shows it in the end: there, progress is a line that the report takes the place of. */
function asShown(text: string): string {
  return text.replaceAll(/\r$/gm, '').replaceAll(PROGRESS, '')
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
