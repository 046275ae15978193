/** An authority of a test's own, and certificates by it, made by openssl. */
import { execFile } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { howToGet, type Telling } from '../missing.ts'
import { temporaryDirectory } from '../start-server.ts'
import { installed } from './installed.ts'

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Where an engine looks for its certificate. */
export interface Place {
  certificate: string
  key: string
}

export interface Authority {
  /** The file of its own certificate, as `NODE_EXTRA_CA_CERTS` takes it. */
  file: string
  place: Place
  /** Makes a certificate and puts it in the place. @param names such as `DNS:localhost,IP:127.0.0.1` */
  issue(names: string): Promise<void>
}

/** Undefined where openssl is not installed (and then the test has been told so). */
export async function startAuthority(t: Telling): Promise<Authority | undefined> {
  const command = installed(t, ['openssl'], howToGet(['openssl']))
  if (command === undefined) return undefined
  const folder = temporaryDirectory(t)
  const file = (name: string) => join(folder, name)
  const openssl = (...words: string[]) => promisify(execFile)(command, words, { cwd: folder })
  const place = { certificate: file('place.pem'), key: file('place.key') }
  const asAuthority = ['-x509', '-days', '1', '-subj', '/CN=The authority of a test']
  await openssl('req', ...asAuthority, ...NEW_KEY, '-keyout', 'own.key', '-out', 'own.pem')
  return {
    file: file('own.pem'),
    place,
    async issue(names) {
      writeFileSync(file('names'), `subjectAltName=${names}\nbasicConstraints=CA:FALSE\n`)
      const request = ['-subj', '/CN=An engine', '-keyout', 'new.key', '-out', 'new.csr']
      await openssl('req', '-new', ...NEW_KEY, ...request)
      const signed = ['-CA', 'own.pem', '-CAkey', 'own.key', '-CAcreateserial', '-days', '1']
      const ends = ['-in', 'new.csr', '-out', 'new.pem', '-extfile', 'names']
      await openssl('x509', '-req', ...signed, ...ends)
      copyFileSync(file('new.pem'), place.certificate)
      copyFileSync(file('new.key'), place.key)
    },
  }
}
