/** `npm start`: the three servers, the lab beside them, and one place to stop them all. */
import { DEMO_USERS } from '../shared/accounts/demo-users.ts'
import { stopWithNpm } from '../shared/app/stop-with-npm.ts'
import { type ServerProcess, startShown } from '../shared/processes/server-process.ts'
import { STYLES } from '../shared/styles.ts'
import { portsIn, ThreeServers } from './three-servers.ts'

// A person reads this terminal: what all is well with is not told, unless it is asked for.
process.env.LOG_LEVEL ||= 'warn'

let stopping = false
let lab: ServerProcess | undefined
try {
  const servers = new ThreeServers(portsIn(process.env), (style) => ended(style))
  const end = async (status: number, why = '') => {
    if (stopping) return
    stopping = true
    if (why !== '') console.error(why)
    await Promise.all([servers.stop(said), stopLab()])
    process.exit(status)
  }
  const stop = () => end(0)
  // It has said why. What was started together, stops together.
  const ended = (name: string) => end(1, `${name} has ended; stopping the others.`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  stopWithNpm(stop)
  const addresses = await servers.start()
  try {
    lab = startShown('lab', { LAB_SERVERS: addresses.join(',') })
    const address = await lab.listening
    lab.onFault = () => ended('lab')
    servers.introduce(address)
    console.log(banner(address, addresses))
  } catch (error) {
    if (!stopping) await servers.stop()
    throw error
  }
} catch (error) {
  if (!stopping) {
    console.error((error as Error).message)
    process.exit(1)
  }
}

async function stopLab(): Promise<void> {
  await lab?.stop()
  if (lab !== undefined && lab.fault === undefined) said('lab')
}

function said(name: string): void {
  console.log(`${name} stopped.`)
}

function banner(lab: string, addresses: string[]): string {
  const lines = STYLES.map((style, index) => `  ${style.padEnd(16)}${addresses[index]}`)
  const users = DEMO_USERS.map(
    ({ username, role, password }) => `  ${username} (${role})`.padEnd(18) + password,
  )
  return `
Three servers that remember you in three ways:
${lines.join('\n')}

Sign in as
${users.join('\n')}

Try first: the lab, where you play with all three side by side and see what each one does:
  ${lab}
Ctrl-C stops everything. With LOG_LEVEL=info npm start you see what the servers log.
Then: docs/walkthrough.md, which starts servers of its own.
`
}
