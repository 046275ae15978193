/**
 * `npm start`: the three servers, each a process of its own, and one place to stop them. They run
 * outside of the terminal's foreground group, so that Ctrl-C reaches this process alone, and each of
 * them is told to stop once; if this process is killed, they notice the closed channel and stop too.
 * `PORTS=4001,4002,4003` puts them elsewhere.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DEMO_USERS } from '../shared/accounts/demo-users.ts'

const STYLES = ['jwt', 'cookie-session', 'server-session'] as const

const servers: { style: string; process: ChildProcess; address: Promise<string> }[] = []
let stopping = false

const ports = process.env.PORTS?.split(',') ?? []
for (const name of ['PORT', 'PUBLIC_ORIGIN']) {
  if (process.env[name]) {
    console.error(
      `${name} is for one server, and this starts three: unset it (PORTS=4001,4002,4003 moves all), or start one alone.`,
    )
    process.exit(1)
  }
}
if (ports.length !== 0 && ports.length !== STYLES.length) {
  console.error('PORTS names three ports, one for each server, such as 4001,4002,4003.')
  process.exit(1)
}
for (const [i, style] of STYLES.entries()) servers.push(start(style, ports[i] ?? ''))
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
process.once('SIGHUP', stop)
await announce()

function start(style: string, port: string) {
  const path = fileURLToPath(new URL(`./${style}/server.js`, import.meta.url))
  const server = spawn(process.execPath, [path], {
    detached: true,
    env: { ...process.env, PORT: port },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  server.once('exit', (code) => {
    if (stopping) return
    // It has said why. The others are of no use without it: what was started together, stops together.
    console.error(`${style} has stopped${code ? ` with status ${code}` : ''}; stopping the others.`)
    process.exitCode = 1
    stop()
  })
  const address = new Promise<string>((resolve) => {
    server.on('message', ({ listening }: { listening: string }) => resolve(listening))
  })
  return { style, process: server, address }
}

async function announce(): Promise<void> {
  const addresses = await Promise.all(servers.map(({ address }) => address))
  const lines = servers.map(({ style }, i) => `  ${style.padEnd(16)}${addresses[i]}`)
  const users = DEMO_USERS.map(
    ({ username, role, password }) => `  ${username} (${role})`.padEnd(18) + password,
  )
  console.log(`
Three servers that remember you in three ways:
${lines.join('\n')}

Sign in as
${users.join('\n')}

Try first: open the three addresses, reload each a few times, sign in, write a note,
and look at the cookies in your browser's developer tools. Then: docs/walkthrough.md
Ctrl-C stops all three.
`)
}

function stop(): void {
  if (stopping) return
  stopping = true
  let left = 0
  for (const { style, process: server } of servers) {
    if (server.exitCode !== null || server.signalCode !== null) continue
    left += 1
    server.once('exit', () => {
      console.log(`${style} stopped.`)
      left -= 1
      if (left === 0) process.exit()
    })
    server.kill('SIGTERM')
  }
  if (left === 0) process.exit()
}
