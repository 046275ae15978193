/**
 * States in Redis by connect-redis, for one server and for a cluster alike. What it needs beside:
 * - a lifetime for each key: that of the state, and some more, because it only tidies up;
 * - text that is no JSON counts as absent (fail closed), and the next write replaces it;
 * - a Redis that is full says so, and who goes for a new state is decided by the guard;
 * - a client that gives up soon: by itself it queues what can't be sent, and waits.
 */
import { RedisStore } from 'connect-redis'
import type { RedisClientOptions } from 'redis'
import { engineTimeouts, type Reach, UNTRUSTED } from '../../../shared/backends/reach.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import type { RedisAddress } from './redis-url.ts'
import { type StateStore, StoreFull } from './store.ts'

const PREFIX = 'session:'
const MORE_SECONDS = 60

/**
 * @param store asked for at each operation: a cluster's client may be another one by then
 * @param written waits until what was written under this key of Redis is where it must be
 */
export function statesIn(
  store: () => RedisStore,
  reach: Reach,
  written: (key: string) => Promise<void>,
): Pick<StateStore, 'get' | 'set' | 'destroy'> {
  return {
    get: (key) =>
      reach.run(async () => {
        try {
          return ((await store().get(key)) ?? undefined) as VisitorState | undefined
        } catch (error) {
          if (error instanceof SyntaxError) return undefined
          throw error
        }
      }),
    set: (key, state) =>
      reach.run(async () => {
        try {
          await store().set(key, state as never)
        } catch (error) {
          throw isFull(error) ? new StoreFull() : error
        }
        await written(PREFIX + key)
      }),
    destroy: (key) =>
      reach.run(async () => {
        await store().destroy(key)
        await written(PREFIX + key)
      }),
  }
}

export function storeOn(client: unknown): RedisStore {
  return new RedisStore({
    client,
    prefix: PREFIX,
    ttl: (state) => secondsLeft(state as unknown as VisitorState) + MORE_SECONDS,
  })
}

/**
 * A client sends nothing while it has no connection, and notices within half a second that nothing
 * comes back over the one it has, by asking all the time. It connects anew for as long as it lives.
 */
export function clientOptions({ tls, username, password }: RedisAddress) {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    disableOfflineQueue: true,
    pingInterval: 200,
    socket: {
      connectTimeout: engineTimeouts.operationMs,
      socketTimeout: engineTimeouts.operationMs + 100,
      reconnectStrategy: () => 100,
      ...(tls && { tls: true as const }),
    },
  } satisfies RedisClientOptions
}

/** @throws Error when too few replicas have what this client wrote last */
export async function waitForReplicas(
  client: { sendCommand(words: string[]): Promise<unknown> },
  replicas: number,
): Promise<void> {
  if (replicas === 0) return
  const words = ['WAIT', String(replicas), String(engineTimeouts.operationMs * 0.75)]
  if (Number(await client.sendCommand(words)) < replicas) throw new Error('no replica has it')
}

/** A sentence for who started the server, where Redis is there and refuses. */
export function refusal(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : ''
  if (/^(WRONGPASS|NOAUTH|NOPERM)/.test(message)) {
    return 'STORE: Redis refuses this user or password.'
  }
  if (/certificate/i.test(message)) return `STORE: the certificate of Redis ${UNTRUSTED}.`
  return undefined
}

function secondsLeft({ expiresAt }: VisitorState): number {
  return Math.max(1, Math.ceil((expiresAt - Date.now()) / 1000))
}

/** "OOM command not allowed when used memory > 'maxmemory'." */
function isFull(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('OOM ')
}
