/** The three styles scaled out, for a test: on free ports, with a Redis and data of its own. */
import { join } from 'node:path'
import type { Test } from 'tap'
import { Scaled } from '../../../apps/scaled/scaled.ts'
import { installed } from '../../../shared/processes/backends/installed.ts'
import { startRedis } from '../../../shared/processes/backends/redis.ts'
import { freePort } from '../../../shared/processes/free-port.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { STYLES, type StyleName } from '../../../shared/styles.ts'

export interface ScaledOut {
  scaled: Scaled
  url(style: StyleName): string
  dataDirectory: string
  /** Of every instance that starts from now on. */
  settings: NodeJS.ProcessEnv
}

/** None of its engines is taken away: on a busy machine they are waited for. */
const PATIENT = new URL('../../support/patient.js', import.meta.url).href

/** Undefined where nginx or Redis is not installed (and then the test has been told so). */
export async function startScaled(
  t: Test,
  more: NodeJS.ProcessEnv = {},
): Promise<ScaledOut | undefined> {
  if (installed(t, ['nginx'], 'apt-get install nginx-light') === undefined) return undefined
  const redis = await startRedis(t)
  if (redis === undefined) return undefined
  const dataDirectory = temporaryDirectory(t)
  const ports: Record<string, number> = {}
  for (const style of STYLES) ports[style] = await freePort()
  const settings = {
    DATA_DIR: dataDirectory,
    STORE: `redis://127.0.0.1:${redis.port}`,
    LOG_LEVEL: 'warn',
    NODE_OPTIONS: `--import=${PATIENT}`,
    ...more,
  }
  const scaled = new Scaled({ ports, folder: join(dataDirectory, 'nginx'), settings })
  t.teardown(() => scaled.stop())
  await scaled.start()
  const url = (style: StyleName) => `http://localhost:${ports[style]}`
  return { scaled, url, dataDirectory, settings }
}
