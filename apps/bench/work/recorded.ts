/** The recorded work of a request: a line for each route, so that a review sees what a change costs. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { RecordedWork } from './compare.ts'

/** Relative to the compiled file. */
const FILE = new URL('../../../../apps/bench/recorded/work.json', import.meta.url)

export function readRecordedWork(): RecordedWork {
  return JSON.parse(readFileSync(FILE, 'utf8')) as RecordedWork
}

export function writeRecordedWork({ node, styles }: RecordedWork): void {
  const texts = Object.entries(styles).map(([style, routes]) => {
    const lines = Object.entries(routes).map(
      ([route, work]) => `  ${JSON.stringify(route)}: ${JSON.stringify(work)}`,
    )
    return ` ${JSON.stringify(style)}: {\n${lines.join(',\n')}\n }`
  })
  writeFileSync(FILE, `{"node": ${JSON.stringify(node)}, "styles": {\n${texts.join(',\n')}\n}}\n`)
}
