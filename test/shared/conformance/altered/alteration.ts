/** A sound server with some lines of its file replaced when Node loads it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { patched } from '../../../../apps/faults/patched.ts'
import {
  type StartedServer,
  type Test,
  temporaryDirectory,
} from '../../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../../shared/styles.ts'
import { soundPath, startSound } from '../../../support/sound.ts'

/** Text that stands in the file once, and what stands there instead. */
export type Line = readonly [find: string, put: string]

const PRELOAD = new URL('../../../../apps/faults/preload.js', import.meta.url).href

export function startAltered(
  t: Test,
  name: StyleName,
  lines: readonly Line[],
  environment: NodeJS.ProcessEnv = {},
): Promise<StartedServer> {
  const file = soundPath(name)
  const patches = lines.map(([find, put]) => ({ file, find, put }))
  const source = patched(readFileSync(file, 'utf8'), patches)
  const sources = join(temporaryDirectory(t), 'sources.json')
  writeFileSync(sources, JSON.stringify({ [pathToFileURL(file).href]: source }))
  return startSound(t, name, { ...environment, FAULTY_SOURCES: sources }, ['--import', PRELOAD])
}
