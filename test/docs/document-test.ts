/** Holds a document to what runs: each of its commands is a test. */
import { readFile } from 'node:fs/promises'
import type { Test } from 'tap'
import { howToGet, notRun } from '../support/missing.ts'
import { follow } from './follow.ts'
import { stepsIn } from './markdown.ts'
import type { ShellName } from './shell.ts'
import { missingTools } from './tools.ts'
import { typedDifferences } from './typed.ts'

/** Runs each command, and compares what comes. */
export async function testAnswers(t: Test, path: string, shell: ShellName): Promise<void> {
  if (isMissing(t, path, shell)) return
  const followed = await follow(await readFile(path, 'utf8'), shell)
  t.not(followed.length, 0, `${path} has commands`)
  for (const { line, command, answer, came } of followed) {
    t.equal(came, answer, `${path}:${line} $ ${command.split('\n')[0]}`)
  }
}

/** Runs nothing: what an interactive shell makes of the text is what a script does. */
export async function testTyped(t: Test, path: string, shell: ShellName): Promise<void> {
  if (isMissing(t, path, shell)) return
  const steps = stepsIn(await readFile(path, 'utf8'))
  const differences = await typedDifferences(
    shell,
    steps.map(({ command }) => command),
  )
  for (const [index, { line, command }] of steps.entries()) {
    t.equal(differences[index], '', `${path}:${line} $ ${command.split('\n')[0]}`)
  }
}

function isMissing(t: Test, path: string, shell: ShellName): boolean {
  const missing = missingTools(shell)
  if (missing.length === 0) return false
  notRun(t, `no command of ${path} in ${shell}, for want of ${missing}`, howToGet(missing))
  return true
}
