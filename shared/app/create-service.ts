/** Brings together what the app needs: accounts, keys, and the style with its context. */
import type { Database } from '../accounts/database.ts'
import { addDemoUsers, DEMO_USERS } from '../accounts/demo-users.ts'
import { endedSignIns } from '../accounts/ended-sign-ins.ts'
import { openDatabase } from '../accounts/open-database.ts'
import { refreshFamilies } from '../accounts/refresh-families.ts'
import { signInRegistry } from '../accounts/sign-ins.ts'
import { throttleIn } from '../accounts/throttle.ts'
import { usersIn } from '../accounts/users.ts'
import type { About, CreateStyle } from '../auth-style.ts'
import { styleCookie } from '../config/cookies.ts'
import { derive, type TokenKey, tokenKey } from '../config/keys.ts'
import type { Config } from '../config/load.ts'
import { withRemedies } from '../mitigations/with-remedies.ts'
import type { Service } from './service.ts'

export async function createService(
  about: About,
  createStyle: CreateStyle,
  config: Config,
): Promise<{ service: Service; database: Database }> {
  const { name } = about
  const { secrets, tokenAlgorithm, store, lifetime, memoryStoreBytes, signInLimits } = config
  const database = await openDatabase(config.accountsUrl, async (opened) => {
    if (!config.production) await addDemoUsers(usersIn(opened))
  })
  const users = usersIn(database)
  const signIns = signInRegistry(database)
  const ended = endedSignIns(database)
  const verbs = await createStyle({
    cookie: styleCookie(name, config.https),
    service: `urn:three-ways-to-remember:${name}`,
    tokenAlgorithm,
    keys: (purpose) => secrets.map((secret) => derive(secret, name, purpose).toString('base64url')),
    tokenKeys: () =>
      secrets.map((secret) => tokenKey(secret, name, tokenAlgorithm)) as [TokenKey, ...TokenKey[]],
    store,
    longestSeconds: Math.max(lifetime.idleSeconds, lifetime.absoluteSeconds),
    memoryStoreBytes,
    signIns,
  })
  const service: Service = {
    style: await withRemedies({ ...about, ...verbs }, config, {
      users,
      ended,
      families: refreshFamilies(database),
      encryptionKeys: () => secrets.map((secret) => derive(secret, name, 'state encryption')),
    }),
    demoUsers: config.production ? [] : DEMO_USERS,
    neighbours: [],
    users,
    signIns,
    ended,
    throttle: throttleIn(database, signInLimits),
    signInLimits,
    lifetime,
    accountsReady: async () => void (await database.get('SELECT 1')),
  }
  return { service, database }
}
