/** The secrets that keys are derived from: given in production, otherwise made once and kept. */
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { SettingError } from './setting-error.ts'

const LEAST_BYTES = 32
/** What a file system without hard links answers to one (Linux EPERM, macOS ENOTSUP, FUSE ENOSYS). */
const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

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

/**
 * The secret in `DATA_DIR`, made if it is not there. Several servers may start at once: the first makes it, whole
 * before it has its name, and the name is never taken twice. It is the file `secret`; where the file system has no
 * hard links (exFAT, a virtual machine's shared folder) it is `secret.d/secret`.
 */
function keptSecret(dataDirectory: string): string {
  const path = join(dataDirectory, 'secret')
  try {
    return readKept(path)
  } catch (error) {
    if (error instanceof SettingError) throw error
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(dataDirectory, error)
  }
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
    makeSecret(path)
    return readKept(path)
  } catch (error) {
    if (error instanceof SettingError) throw error
    throw unusable(dataDirectory, error)
  }
}

/** Makes the secret, unless another process is first: then theirs holds. */
function makeSecret(path: string): void {
  const own = mkdtempSync(`${path}.`)
  try {
    const file = join(own, 'secret')
    // On the disk before it has its name: a secret that a power cut left empty would be everyone's.
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(file, path)
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      if (NO_HARD_LINKS.includes(code)) moveInto(folderFor(path), own)
      else if (code !== 'EEXIST') throw error
    }
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

/** A folder takes a name as a hard link does: whole, and not where another folder with something in it has it. */
function moveInto(folder: string, own: string): void {
  try {
    renameSync(own, folder)
  } catch (error) {
    if (!existsSync(join(folder, 'secret'))) throw error
  }
}

function folderFor(path: string): string {
  return `${path}.d`
}

function readKept(path: string): string {
  const inFolder = join(folderFor(path), 'secret')
  const kept = existsSync(path) || !existsSync(inFolder) ? path : inFolder
  const secret = readFileSync(kept, 'utf8').trim()
  if (!isShort(secret)) return secret
  throw new SettingError(
    `"${kept}" holds no secret of ${LEAST_BYTES} bytes: delete it, and one is made.`,
  )
}

function unusable(directory: string, cause: unknown): SettingError {
  const { code } = cause as NodeJS.ErrnoException
  return new SettingError(`DATA_DIR ("${directory}") can not be used: ${code}.`, { cause })
}
