/** A Redis for states, as a child of this process, where none is configured. */
import { mkdirSync } from 'node:fs'
import { freePort } from '../../shared/processes/free-port.ts'
import { spawnTied, type Tied } from '../../shared/processes/tied.ts'

export interface OwnRedis {
  url: string
  process: Tied
}

/** It keeps what it is told in the folder, and is reached from this machine alone. */
export async function startRedis(folder: string): Promise<OwnRedis> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const kept = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction']
  const server = spawnTied('TERM', 'redis-server', [...options, ...kept])
  return { url: `redis://127.0.0.1:${port}`, process: server }
}
