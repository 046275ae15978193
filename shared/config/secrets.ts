/** The secrets that keys are derived from: given in production, otherwise made once and kept. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingError } from './setting-error.ts'

const LEAST_BYTES = 32

interface Settings {
  SECRETS: string
  SECRETS_FILE: string
  DATA_DIR: string
}

/**
 * Newest first, never empty.
 * @throws SettingError when one is too short, or there is none in production
 */
export function loadSecrets(settings: Settings, production: boolean): string[] {
  const given = settings.SECRETS || (settings.SECRETS_FILE && readSecrets(settings.SECRETS_FILE))
  if (given === '') {
    if (!production) return [keptSecret(settings.DATA_DIR)]
    throw new SettingError('SECRETS must be set in production: at least one, of 32 bytes or more.')
  }
  const secrets = given.split(/[,\n]/).flatMap((secret) => secret.trim() || [])
  if (secrets.length === 0) throw new SettingError('SECRETS holds no secret.')
  if (secrets.some(isShort)) {
    throw new SettingError(`SECRETS must have at least ${LEAST_BYTES} bytes each.`)
  }
  return secrets
}

function isShort(secret: string): boolean {
  return Buffer.byteLength(secret) < LEAST_BYTES
}

function readSecrets(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new SettingError('SECRETS_FILE can not be read.', { cause })
  }
}

/** The secret in `DATA_DIR`, made if it is not there. Three servers may start at once: one makes it. */
function keptSecret(dataDirectory: string): string {
  const path = join(dataDirectory, 'secret')
  try {
    return readKept(path)
  } catch (error) {
    if (error instanceof SettingError) throw error
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(dataDirectory, error)
  }
  const own = `${path}.${process.pid}`
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
    // On the disk before it has its name: a secret that a power cut left empty would be everyone's.
    writeFileSync(own, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(own, path) // fails where another process was first: then theirs holds
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(own)
    }
    return readKept(path)
  } catch (error) {
    if (error instanceof SettingError) throw error
    throw unusable(dataDirectory, error)
  }
}

function readKept(path: string): string {
  const secret = readFileSync(path, 'utf8').trim()
  if (!isShort(secret)) return secret
  throw new SettingError(
    `"${path}" holds no secret of ${LEAST_BYTES} bytes: delete it, and one is made.`,
  )
}

function unusable(directory: string, cause: unknown): SettingError {
  const { code } = cause as NodeJS.ErrnoException
  return new SettingError(`DATA_DIR ("${directory}") can not be used: ${code}.`, { cause })
}
