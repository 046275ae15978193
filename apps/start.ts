/** `npm start`: the three servers, and one place to stop them. `PORTS=4001,4002,4003` puts them elsewhere. */
import { DEMO_USERS } from '../shared/accounts/demo-users.ts'
import { stopWithNpm } from '../shared/app/stop-with-npm.ts'
import { portsIn, STYLES, ThreeServers } from './three-servers.ts'

let stopping = false
try {
  const servers = new ThreeServers(portsIn(process.env), async (style) => {
    // It has said why. The others are of no use without it: what was started together, stops together.
    console.error(`${style} has ended; stopping the others.`)
    await servers.stop(said)
    process.exit(1)
  })
  const stop = async () => {
    if (stopping) return
    stopping = true
    await servers.stop(said)
    process.exit()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  stopWithNpm(stop)
  console.log(banner(await servers.start()))
} catch (error) {
  if (!stopping) {
    console.error((error as Error).message)
    process.exit(1)
  }
}

function said(style: string): void {
  console.log(`${style} stopped.`)
}

function banner(addresses: string[]): string {
  const lines = STYLES.map((style, index) => `  ${style.padEnd(16)}${addresses[index]}`)
  const users = DEMO_USERS.map(
    ({ username, role, password }) => `  ${username} (${role})`.padEnd(18) + password,
  )
  return `
Three servers that remember you in three ways:
${lines.join('\n')}

Sign in as
${users.join('\n')}

Try first: open the three addresses, reload each a few times, sign in, write a note,
and look at the cookies in your browser's developer tools.
Ctrl-C stops all three. Then: docs/walkthrough.md, which starts servers of its own.
`
}
