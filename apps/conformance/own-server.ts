/** What the owner of a server here brings to its judging, so that nothing is left unjudged. */

import { openDatabase } from '../../shared/accounts/open-database.ts'
import { usersIn } from '../../shared/accounts/users.ts'
import { loadConfig } from '../../shared/config/load.ts'
import type { Brought } from '../../shared/conformance/brought/brought.ts'
import { control } from '../../shared/conformance/brought/control.ts'
import { ServerLog } from '../../shared/conformance/brought/server-log.ts'
import { signingKey } from '../../shared/conformance/brought/signing-key.ts'
import type { RunningServer } from '../../shared/processes/start-server.ts'
import type { StyleName } from '../../shared/styles.ts'
import type { Role } from '../../shared/visitor-state.ts'
import { signingKeyOf } from '../key.ts'

export const ALLOWED_ORIGIN = 'https://app.example.test'
/** The newest and an older one: a server whose keys were rotated once. */
export const SECRETS = 'the-newest-secret-of-32-bytes-or-more,an-older-secret-of-32-bytes-or-more.'

/** @param settings those that the server was started with */
export async function broughtFor(
  style: StyleName,
  { dataDirectory, logPath }: RunningServer,
  settings: NodeJS.ProcessEnv,
): Promise<Brought> {
  const config = loadConfig(0, { DATA_DIR: dataDirectory, ...settings })
  const [, ...older] = config.secrets
  const directory = /^file:(.*)/.exec(settings.STORE ?? '')?.[1]
  return {
    key: signingKey(await signingKeyOf(style, config)),
    ...(older.length > 0 && {
      olderKey: signingKey(await signingKeyOf(style, { ...config, secrets: older })),
    }),
    log: new ServerLog(logPath),
    allowedOrigin: ALLOWED_ORIGIN,
    accounts: (...words) => changeAccount(config.accountsUrl, words),
    ...(directory !== undefined && { store: control(moved(directory)) }),
  }
}

/** What `npm run users` does with these words, without a process for each (test/apps/users.test.ts starts them). */
async function changeAccount(url: string, [command, name = '', role]: string[]): Promise<void> {
  const database = await openDatabase(url)
  const users = usersIn(database)
  if (command === 'role') await users.setRole(name, role as Role)
  else await users.setDisabled(name, command === 'disable')
  await database.close()
}

/** Takes the words `stop` and `start`: a folder that is away is a file store that is not there. */
function moved(directory: string): string {
  const away = `${directory}-away`
  return `sh -c 'case $0 in stop) mv "${directory}" "${away}";; start) mv "${away}" "${directory}";; esac'`
}
