/** Where and with what something is measured. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import type { Environment } from './figures/record.ts'

const MEASURED = [
  ...[
    'fastify',
    '@fastify/cookie',
    '@fastify/session',
    'cookie-session',
    'keygrip',
    'jsonwebtoken',
    ...['jws', 'jwa', '@node-rs/argon2', 'libsql', 'redis', 'mysql2'],
  ],
  ...['express', 'express-session', 'cookie-parser', '@fastify/jwt', '@fastify/secure-session'],
  ...['hono', '@hono/node-server', 'iron-session', 'better-auth'],
]

const ENGINES = ['redis-server', 'mariadbd']

export function environment(): Omit<Environment, 'pinned'> {
  const [cpu] = cpus()
  return {
    node: process.versions.node,
    cpu: cpu?.model.trim() ?? '',
    cores: availableParallelism(),
    virtual: isVirtual(),
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release().split('-', 1)[0]}`,
    commit: commit(),
    versions: Object.fromEntries(MEASURED.map((name) => [name, versionOf(name)])),
    engines: ENGINES.flatMap((command) => engineVersion(command) ?? []),
  }
}

/** In a virtual machine a core may be one of two threads of a real one. */
function isVirtual(): boolean {
  try {
    return /^flags.*\bhypervisor\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'))
  } catch {
    return false // no Linux, so nothing is pinned either
  }
}

/** In its own words; undefined where it is not here. */
function engineVersion(command: string): string | undefined {
  try {
    return execFileSync(command, ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

function versionOf(name: string): string {
  const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
