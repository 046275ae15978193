import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

const RETRY_MS = 25
/** As long as a whole run may take: the other one ends, and its hold with it. */
const GIVE_UP_MS = 600_000

/**
 * Has one user of some accounts for itself, until the returned function is called.
 *
 * Some cases change the second user's password or end all of that user's sign-ins. Two of them at
 * once would spoil each other: within a run, between two runs against one server, and against two
 * servers that share their accounts, which is why the port does not count. The servers at hand are
 * on loopback, so whoever can reach them shares a machine: a name in the kernel's abstract socket
 * namespace (Linux) or a named pipe (Windows) can be held by one process at a time, and is free
 * again however that process ends. A lock file would outlive a kill. Elsewhere only the cases of
 * one process are kept apart.
 *
 * @param stop when aborted, nothing is waited for any more
 * @throws Error after ten minutes of waiting, or once it was stopped
 */
export async function holdUser(
  accounts: string,
  username: string,
  stop?: AbortSignal,
): Promise<() => Promise<void>> {
  const name = `conformance ${accounts} ${username}`
  const leave = await enter(name)
  const path = machineWide(name)
  if (path === undefined) return async () => leave()
  const deadline = performance.now() + GIVE_UP_MS
  for (;;) {
    const server = await listen(path)
    if (server !== undefined) {
      return async () => {
        await new Promise((resolve) => server.close(resolve))
        leave()
      }
    }
    if (stop?.aborted || performance.now() > deadline) {
      leave()
      throw new Error(`another run keeps the user ${username} for over ten minutes`)
    }
    await delay(RETRY_MS)
  }
}

/** The accounts of the servers at an address, as far as can be told: one and the same. */
export function accountsAt(address: string): string {
  return /^127\.|^::1$/.test(address) ? 'loopback' : address
}

/** The last in line for each name, within this process. */
const lines = new Map<string, Promise<void>>()

async function enter(name: string): Promise<() => void> {
  const before = lines.get(name) ?? Promise.resolve()
  let leave = () => {}
  lines.set(
    name,
    new Promise((resolve) => {
      leave = resolve
    }),
  )
  await before
  return leave
}

function machineWide(name: string): string | undefined {
  const short = createHash('sha256').update(name).digest('hex')
  if (process.platform === 'linux') return `\0${short}`
  if (process.platform === 'win32') return `\\\\?\\pipe\\${short}`
  return undefined
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => resolve(server.unref()))
  })
}
