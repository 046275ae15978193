/** Holds a document to what runs: each of its commands is a test. */
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { howToGet, notRun } from '../support/missing.ts'
import { follow } from './follow.ts'
import { missingTools } from './tools.ts'

/** @param path from the repository's root */
export async function testDocument(path: string): Promise<void> {
  const missing = missingTools()
  if (missing.length > 0) {
    notRun(t, `no command of ${path}, for want of ${missing}`, howToGet(missing))
    return
  }
  const followed = await follow(await readFile(path, 'utf8'))
  t.not(followed.length, 0, `${path} has commands`)
  for (const { line, command, answer, came } of followed) {
    t.equal(came, answer, `${path}:${line} $ ${command.split('\n')[0]}`)
  }
}
