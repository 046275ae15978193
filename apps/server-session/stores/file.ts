/**
 * `STORE=file:DIR`: one JSON file for each session, by session-file-store. What it needs beside:
 * - no retries: with them an id that is not there costs 260 ms for each request that brings it
 *   (https://github.com/valery-barysok/session-file-store/issues/26), and no log of its own;
 * - it is an Express store and inherits from express-session's `Store`, of which it uses only that
 *   it is a constructor;
 * - a file that is cut or garbled is removed and counts as absent (fail closed);
 * - the timer that sweeps the folder is ended with the store.
 */
import { EventEmitter } from 'node:events'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { promisify } from 'node:util'
import createFileStore from 'session-file-store'
import { SettingError } from '../../../shared/config/setting-error.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import type { StateStore } from './store.ts'

const SWEEP_EVERY_SECONDS = 600
const TO_READ = constants.R_OK | constants.X_OK
const TO_WRITE = TO_READ | constants.W_OK

/**
 * @param ttlSeconds after this time without a write a file may be removed (it only tidies up)
 * @throws SettingError
 */
export function openFileStore(directory: string, ttlSeconds: number): StateStore {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new SettingError(`STORE: "${directory}" is no folder, and none can be made.`, { cause })
  }
  try {
    accessSync(directory, TO_WRITE)
  } catch (cause) {
    const message = `STORE: no permission to keep sessions in "${directory}".`
    throw new SettingError(message, { cause })
  }
  const FileStore = createFileStore({ Store: EventEmitter } as never)
  const options = {
    path: directory,
    ttl: ttlSeconds,
    retries: 0,
    logFn: () => {},
    reapInterval: SWEEP_EVERY_SECONDS,
  }
  const files = new FileStore(options)
  const get = promisify(files.get.bind(files)) as unknown as (key: string) => Promise<unknown>
  const set = promisify(files.set.bind(files)) as (key: string, value: unknown) => Promise<unknown>
  const destroy = promisify(files.destroy.bind(files)) as (key: string) => Promise<unknown>

  /** Without it "no such file" tells nothing: where the folder is away, so is every session in it. */
  const folderIsThere = () => access(directory, TO_READ)
  async function read(key: string): Promise<VisitorState | undefined> {
    try {
      const stored = (await get(key)) as { state: VisitorState } | null
      return stored?.state
    } catch (error) {
      if (!isAbsent(error)) throw error
      await folderIsThere()
      return undefined
    }
  }

  return {
    kind: 'file',
    // Twice, because a folder may come back between a look at the file and the one at the folder.
    get: async (key) => (await read(key)) ?? read(key),
    set: async (key, state) => void (await set(key, { state })),
    async destroy(key) {
      await destroy(key)
      await folderIsThere()
      await destroy(key)
    },
    ready: () => access(directory, TO_WRITE),
    async close() {
      const { reapIntervalObject } = options as { reapIntervalObject?: NodeJS.Timeout }
      clearInterval(reapIntervalObject)
    },
  }
}

/** No such file; or one that was not JSON, which the library has removed before it says so. */
function isAbsent(error: unknown): boolean {
  return error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT'
}
