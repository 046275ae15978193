/** The sound servers: of no part of this project, each made from the contract in another way. */
import { join } from 'node:path'
import { freePort } from '../../shared/processes/free-port.ts'
import { type StartedServer, startFile, type Test } from '../../shared/processes/start-server.ts'
import type { StyleName } from '../../shared/styles.ts'

/** Hashes of a millisecond: how long they take is not what is looked at. */
const QUICK = { SCRYPT_COST: '1024' }

export const soundPath = (name: StyleName) => join('apps/examples/sound', `${name}.mjs`)

/** Starts one as a process of its own. Its url is the address that it listens at. */
export async function startSound(
  t: Test,
  name: StyleName,
  environment: NodeJS.ProcessEnv,
  nodeArgs?: readonly string[],
): Promise<StartedServer> {
  // The plain one listens on two loopback addresses, so its port has to be the same on both.
  const port = name === 'server-session' ? { PORT: String(await freePort()) } : {}
  return startFile(t, soundPath(name), { ...QUICK, ...port, ...environment }, nodeArgs)
}
