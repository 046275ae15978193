import { Agent, get } from 'node:http'
import type { Person } from '../person.ts'

const CONNECTIONS = 8

/** Visits `/` so many times, each time as somebody new: what a robot does that keeps no cookies. */
export async function crowd(robot: Person, visits: number): Promise<void> {
  const { origin, connectAddress, connectPort, signal } = robot.options
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const visit = () =>
    new Promise<void>((resolve, reject) => {
      const headers = { host: origin.host, accept: 'application/json', 'user-agent': robot.name }
      const where = { host: connectAddress, port: connectPort, path: '/', agent, headers, signal }
      get(where, (answer) => answer.resume().once('end', resolve).once('error', reject)).once(
        'error',
        reject,
      )
    })
  let begun = 0
  const one = async () => {
    while (begun < visits) {
      begun += 1
      await visit()
    }
  }
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, one))
  } finally {
    agent.destroy()
  }
}
