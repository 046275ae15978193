/** A server from start to stop: configuration, listening, and an end that finishes what is under way. */
import type { AddressInfo } from 'node:net'
import closeWithGrace from 'close-with-grace'
import type { About, CreateStyle } from '../auth-style.ts'
import { loadConfig } from '../config/load.ts'
import { SettingError } from '../config/setting-error.ts'
import { buildApp } from './build-app.ts'
import { createService } from './create-service.ts'
import type { Service } from './service.ts'
import { stopWithNpm } from './stop-with-npm.ts'

/** How long a stop waits for requests under way before it cuts them off. */
const GRACE_MS = 10_000

/**
 * What the kernel says of broken code. A listener in JavaScript never gets to run: the instruction that
 * failed is tried again, for ever, at full CPU (a closed terminal makes Node 20 abort at its exit).
 */
const FAULTS: closeWithGrace.AllEvents[] = [
  'SIGSEGV',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
]

/** Serves until a signal ends it. A start that fails says why in one sentence and exits with status 1. */
export async function serve(about: About, createStyle: CreateStyle): Promise<void> {
  process.umask(0o077) // what a server writes (accounts, sessions) is for its own user alone
  try {
    const config = loadConfig(about.port)
    const { service, database } = await createService(about, createStyle, config)
    const app = await buildApp(config, service)
    app.addHook('onClose', () => database.close())
    const grace = closeWithGrace(
      { delay: GRACE_MS, logger: false, skip: FAULTS },
      async ({ err }) => {
        if (err) app.log.fatal({ err }, 'stopping after an error that nothing caught')
        await app.close()
        app.log.info('stopped')
      },
    )
    await app.listen({ host: config.host, port: config.port })
    const { port: taken } = app.server.address() as AddressInfo
    stopWithNpm(() => grace.close())
    learnNeighbours(service)
    tellParent(config.publicOrigin ?? `http://${config.host}:${taken}`, () => grace.close())
  } catch (error) {
    console.error(`${about.name}: ${sentence(error)}`)
    process.exit(1)
  }
}

/** Started by another process: tells it where this one listens, and stops when it is gone. */
function tellParent(address: string, stop: () => void): void {
  if (process.send === undefined) return
  process.send({ listening: address })
  process.once('disconnect', stop)
}

/** A process that starts several servers tells each where the others are, once all of them listen. */
function learnNeighbours(service: Service): void {
  process.on('message', (message: { neighbours?: Service['neighbours'] }) => {
    service.neighbours = message?.neighbours ?? service.neighbours
  })
}

function sentence(error: unknown): string {
  if (error instanceof SettingError) return error.message
  const { code, message, port, path } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken. Stop what uses it, or choose another with PORT (PORTS for npm start).`
  if (code === 'EACCES' && port !== undefined) return `No permission to listen on port ${port}.`
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return `No permission for ${path}.`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return 'HOST is no address of this machine.'
  return message
}
