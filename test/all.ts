/**
 * `npm test`: every test file, each as a process of its own. tap could start them by itself, but its
 * runner traces each of them for coverage, which takes 0.8 s of a core for each of the 55 files.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { NODE } from './support/node.ts'

/** More than the cores: much of the time of the longest is waiting for an end or a limit. */
const AT_ONCE = 4
const LIMIT_MS = 240_000

/** The longest run first, so that none of them is left over at the end. */
const FIRST = ['conformance', 'docs', 'pages']

const directory = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.js'))
  .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))

t.setTimeout(2 * LIMIT_MS)
t.jobs = AT_ONCE
const [command, ...node] = NODE
for (const file of files) {
  const args = [...node, '--enable-source-maps', join(directory, file)]
  t.spawn(command, args, { buffered: true, timeout: LIMIT_MS }, file)
}

function rank(file: string): number {
  const index = FIRST.findIndex((folder) => file.startsWith(folder))
  return index === -1 ? FIRST.length : index
}
