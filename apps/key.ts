/**
 * `npm run --silent key -- STYLE`: the newest key that a server here signs its credentials with, for
 * whoever owns the server: the conformance suite takes it as `--key`. Whoever has it is every user.
 */

import { pathToFileURL } from 'node:url'
import type { SignInRegistry } from '../shared/accounts/sign-ins.ts'
import type { CreateStyle } from '../shared/auth-style.ts'
import { styleCookie } from '../shared/config/cookies.ts'
import { derive, type TokenKey, tokenKey } from '../shared/config/keys.ts'
import { type Config, loadConfig } from '../shared/config/load.ts'
import { isStyle, STYLES } from '../shared/styles.ts'

/** The key as text: a secret as the library takes it (HS256: base64url), or a private key in PEM. */
export async function signingKeyOf(name: string, config: Config): Promise<string> {
  const { createStyle } = (await import(`./${name}/style.js`)) as { createStyle: CreateStyle }
  const { secrets, tokenAlgorithm } = config
  let key = ''
  // Which key a style signs with is in its style.ts alone, so it is asked there.
  const style = await createStyle({
    cookie: styleCookie(name, config.https),
    service: name,
    tokenAlgorithm,
    keys: (purpose) => {
      const keys = secrets.map((secret) => derive(secret, name, purpose).toString('base64url'))
      key ||= keys[0] ?? ''
      return keys
    },
    tokenKeys: () => {
      const keys = secrets.map((secret) => tokenKey(secret, name, tokenAlgorithm))
      key ||= exported(keys[0])
      return keys as [TokenKey, ...TokenKey[]]
    },
    store: 'memory',
    longestSeconds: 1,
    memoryStoreBytes: 1,
    signIns: {} as SignInRegistry, // nobody signs in here
  })
  await style.close?.()
  return key
}

function exported(key: TokenKey | undefined): string {
  if (key?.signing.type === 'secret') return key.signing.export().toString('base64url')
  return key?.signing.export({ type: 'pkcs8', format: 'pem' }).toString() ?? ''
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const name = process.argv[2] ?? ''
  try {
    if (!isStyle(name)) throw new Error(`Usage: npm run key -- ${STYLES.join(' | ')}`)
    console.log(await signingKeyOf(name, loadConfig(0)))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
