/**
 * `npm run start:scaled`: two instances of each style behind nginx, without sticky sessions, their
 * states in Redis: any instance answers any request. SIGHUP replaces them one by one.
 * `PORTS=4001,4002,4003` puts nginx elsewhere; `STORE` and `ACCOUNTS_URL` name engines of your own.
 */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { startRedis } from './redis.ts'
import { Scaled } from './scaled.ts'

const STYLES = ['jwt', 'cookie-session', 'server-session']
const [first, second, third] = (process.env.PORTS ?? '3001,3002,3003').split(',').map(Number)
const ports = { jwt: first, 'cookie-session': second, 'server-session': third } as Record<
  string,
  number
>

function requireCommand(command: string, packageName: string): void {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' })
  } catch {
    console.error(`There is no ${command} here. Bring it with: apt-get install ${packageName}`)
    process.exit(1)
  }
}

if (!STYLES.every((style) => Number.isInteger(ports[style]))) {
  console.error('PORTS names three ports, one for each style, such as 4001,4002,4003.')
  process.exit(1)
}
requireCommand('nginx', 'nginx-light')
const folder = resolve(process.env.DATA_DIR || '.data')
const { STORE = '' } = process.env
if (STORE === '') requireCommand('redis-server', 'redis-server')
const redis = STORE === '' ? await startRedis(join(folder, 'redis')) : undefined
const settings = { DATA_DIR: folder, STORE: redis?.url ?? STORE }
const scaled = new Scaled({ ports, folder: join(folder, 'nginx'), settings })

let under: Promise<void> = Promise.resolve()
const stop = () => {
  under = under.then(async () => {
    await scaled.stop()
    await redis?.process.stop()
    process.exit()
  })
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
process.on('SIGHUP', () => {
  under = under.then(async () => {
    await scaled.rollingRestart()
    console.log('Every instance has been replaced.')
  })
})
try {
  await scaled.start()
  for (const style of STYLES) {
    console.log(`  ${style.padEnd(16)}http://localhost:${ports[style]}   (two instances)`)
  }
  console.log(`
Reload a page: each time another instance may answer, and the count goes on.
"kill -HUP ${process.pid}" replaces the instances one by one; Ctrl-C stops all.
`)
} catch (error) {
  console.error((error as Error).message)
  await redis?.process.stop()
  process.exit(1)
}
