/** `npm run record:experiments`: a whole comparison, kept for docs/trade-offs.md; `npm run docs` writes that. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Comparison } from '../reports/record.ts'
import { keep } from './recorded.ts'

const COMMAND = fileURLToPath(new URL('../command.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'comparison-'))
try {
  const file = join(folder, 'comparison.json')
  const { status } = spawnSync(process.execPath, [COMMAND, '--json', file], { stdio: 'inherit' })
  const comparison = JSON.parse(readFileSync(file, 'utf8')) as Comparison
  const missing = comparison.experiments
    .flatMap(({ cells }) => cells)
    .filter(({ verdict }) => !verdict)
  if (status !== 0 || missing.length > 0) {
    console.error('Not kept: some verdict is missing, or other than expected.')
    process.exitCode = 1
  } else {
    keep(comparison)
  }
} finally {
  rmSync(folder, { recursive: true })
}
