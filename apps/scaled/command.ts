/**
 * `npm run start:scaled`: two instances of each style behind nginx, without sticky sessions, their
 * states in Redis: any instance answers any request. SIGUSR2 replaces them one by one.
 * `PORTS=4001,4002,4003` puts nginx elsewhere; `STORE` and `ACCOUNTS_URL` name engines of your own.
 */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { stopWithNpm } from '../../shared/app/stop-with-npm.ts'
import { SettingError } from '../../shared/config/setting-error.ts'
import { OwnRedis } from '../../shared/processes/own-redis.ts'
import { STYLES } from '../../shared/styles.ts'
import { DECLARED } from '../styles.ts'
import { portsIn } from '../three-servers.ts'
import { Scaled } from './scaled.ts'

const USUAL_PORTS = DECLARED.map(({ port }) => String(port))

let redis: OwnRedis | undefined
try {
  const given = portsIn(process.env)
  const ports = given.length > 0 ? given : USUAL_PORTS
  const folder = resolve(process.env.DATA_DIR || '.data')
  const { STORE = '' } = process.env
  requireCommand('nginx', 'nginx-light')
  if (STORE === '') {
    requireCommand('redis-server', 'redis-server')
    redis = await OwnRedis.open(join(folder, 'redis'))
  }
  const scaled = new Scaled({
    ports: Object.fromEntries(STYLES.map((style, index) => [style, Number(ports[index])])),
    folder: join(folder, 'nginx'),
    settings: { DATA_DIR: folder, STORE: redis?.url ?? STORE },
  })
  await scaled.start()
  obey(scaled)
  console.log(banner(ports))
} catch (error) {
  console.error((error as Error).message)
  await redis?.stop()
  process.exit(1)
}

/** One thing after the other: a stop waits for a restart that is under way. */
function obey(scaled: Scaled): void {
  let last: Promise<void> = Promise.resolve()
  const stop = () => {
    last = last.then(async () => {
      await scaled.stop()
      await redis?.stop()
      process.exit()
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  stopWithNpm(stop)
  process.on('SIGUSR2', () => {
    last = last.then(async () => {
      await scaled.rollingRestart()
      console.log('Every instance has been replaced.')
    })
  })
}

function requireCommand(command: string, packageName: string): void {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' })
  } catch {
    throw new SettingError(
      `There is no ${command} here. Bring it with: apt-get install ${packageName}`,
    )
  }
}

function banner(ports: string[]): string {
  const lines = STYLES.map((style, i) => `  ${style.padEnd(16)}http://localhost:${ports[i]}`)
  return `
Two instances of each style behind nginx, their states in one store:
${lines.join('\n')}

Reload a page: each time another instance may answer, and the count goes on.
"kill -USR2 ${process.pid}" replaces the instances one by one; Ctrl-C stops all.
`
}
