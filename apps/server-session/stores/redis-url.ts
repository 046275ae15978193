/**
 * The addresses of Redis that `STORE` takes, checked. What is wrong is said without a word of the URL,
 * which may hold a password:
 *
 *     redis://USER:PASSWORD@HOST:PORT/DATABASE
 *     redis-cluster://USER:PASSWORD@HOST:PORT,HOST:PORT,…     any of the nodes; they tell of the others
 *
 * `rediss` in place of `redis` is TLS. With `?wait=1` a write counts when one replica has it too.
 */
import { SettingError } from '../../../shared/config/setting-error.ts'

export interface RedisAddress {
  cluster: boolean
  tls: boolean
  username?: string
  password?: string
  nodes: { host: string; port: number }[]
  database: number
  /** How many replicas must have a write before it counts. */
  replicas: number
}

const FORM =
  /^(?<tls>rediss?)(?<cluster>-cluster)?:\/\/(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?(?<nodes>[^@/?#]+)\/?(?<database>\d*)(?:\?wait=(?<replicas>\d))?$/

export const isRedisUrl = (text: string) => /^rediss?(-cluster)?:/.test(text)

/** @throws SettingError */
export function parseRedisUrl(text: string): RedisAddress {
  const parts = FORM.exec(text)?.groups
  if (parts === undefined) {
    throw wrong(
      'this is no redis://USER:PASSWORD@HOST:PORT/DATABASE and no redis-cluster://HOST:PORT,HOST:PORT (in a password, @ : / ? # and % are written %40 %3A %2F %3F %23 %25)',
    )
  }
  const cluster = parts.cluster !== undefined
  const nodes = (parts.nodes ?? '').split(',').map(node)
  if (!cluster && nodes.length > 1) throw wrong('several nodes are a redis-cluster://')
  if (cluster && parts.database) throw wrong('a Redis Cluster has no numbered databases')
  return {
    cluster,
    tls: parts.tls === 'rediss',
    ...(parts.user && { username: decoded(parts.user) }),
    ...(parts.password && { password: decoded(parts.password) }),
    nodes,
    database: Number(parts.database ?? 0),
    replicas: Number(parts.replicas ?? 0),
  }
}

const DEFAULT_PORT = 6379

function node(text: string): { host: string; port: number } {
  const [, address, name, digits] = /^(?:\[([\da-f:]+)\]|([\w.-]+))(?::(\d+))?$/i.exec(text) ?? []
  const host = address ?? name
  const port = digits === undefined ? DEFAULT_PORT : Number(digits)
  if (host === undefined || port < 1 || port > 65_535) throw wrong('a Redis node is HOST:PORT')
  return { host, port }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw wrong('a % in the Redis address must be written %25')
  }
}

function wrong(what: string): SettingError {
  return new SettingError(`STORE: ${what}.`)
}
