/** Holds a document to what runs: each of its commands is a test. */
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { follow } from './follow.ts'
import { howToGet, missingTools } from './tools.ts'

/** A document starts servers a dozen times: seconds on a quiet machine, and many more on a busy one. */
const TIMEOUT_MS = 180_000

/** @param path from the repository's root */
export async function testDocument(path: string): Promise<void> {
  t.setTimeout(TIMEOUT_MS)
  const missing = missingTools()
  if (missing.length > 0) {
    const how = `${path}: NO command was run, for want of ${missing}. Get it: ${howToGet(missing)}`
    console.error(how)
    if (process.env.CI) t.fail(how)
    else t.pass(path, { skip: how })
    return
  }
  const followed = await follow(await readFile(path, 'utf8'))
  t.not(followed.length, 0, `${path} has commands`)
  for (const { line, command, answer, came } of followed) {
    t.equal(came, answer, `${path}:${line} $ ${command.split('\n')[0]}`)
  }
}
