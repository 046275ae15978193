import type { About } from '../help/about.ts'
import type { Target } from './target.ts'

/** What some cases need beyond a URL (contract rule 16). */
export type Need =
  | 'short-idle-time'
  | 'short-absolute-time'
  | 'long-times'
  | 'source-addresses'
  | 'https'
  | 'allowed-origin'
  | 'account-changes'
  | 'server-key'
  | 'older-key'
  | 'server-log'
  | 'store-control'

interface NeedRule {
  readonly met: (target: Target) => boolean
  /** Completes "Would be judged with …". */
  readonly wouldAllow: string
}

const SHORT_SECONDS = 5

/** Longest absolute time that a case waits for. */
const SHORT_ABSOLUTE_SECONDS = 10

/** Sign-ins that last so long outlast every case that does not wait for their end. */
const LASTING_SECONDS = 60

export function outlastsCases({ lifetime }: About): boolean {
  return Math.min(lifetime.idleSeconds, lifetime.absoluteSeconds) >= LASTING_SECONDS
}

export const NEEDS: Readonly<Record<Need, NeedRule>> = {
  'short-idle-time': {
    met: ({ about }) => about.lifetime.idleSeconds <= SHORT_SECONDS,
    wouldAllow: `a server started with lifetime.idleSeconds of ${SHORT_SECONDS} or less`,
  },
  'short-absolute-time': {
    met: ({ about }) => about.lifetime.absoluteSeconds <= SHORT_ABSOLUTE_SECONDS,
    wouldAllow: `a server started with lifetime.absoluteSeconds of ${SHORT_ABSOLUTE_SECONDS} or less`,
  },
  'long-times': {
    met: ({ about }) => outlastsCases(about),
    wouldAllow: `a server started with both times in lifetime of ${LASTING_SECONDS} seconds or more`,
  },
  'source-addresses': {
    met: ({ sourceAddresses }) => sourceAddresses !== undefined,
    wouldAllow:
      'more source addresses: --source-address for each, or a server on loopback on Linux (127.0.0.0/8)',
  },
  https: {
    met: ({ origin }) => origin.protocol === 'https:',
    wouldAllow: "the server's https address, or --behind-tls with its public https origin",
  },
  'allowed-origin': {
    met: ({ brought }) => brought.allowedOrigin !== undefined,
    wouldAllow: "--allowed-origin with an origin on the server's allow-list for bearer tokens",
  },
  'account-changes': {
    met: ({ brought }) => brought.accounts !== undefined,
    wouldAllow: '--accounts with a command that disables a user and changes a role',
  },
  'server-key': {
    met: ({ brought }) => brought.key !== undefined,
    wouldAllow: "--key with the server's signing key",
  },
  'older-key': {
    met: ({ brought: { key, olderKey } }) => key !== undefined && olderKey !== undefined,
    wouldAllow: '--key, and --older-key with one that the server signed with before and accepts',
  },
  'server-log': {
    met: ({ brought }) => brought.log !== undefined,
    wouldAllow: "--log with the server's log file",
  },
  'store-control': {
    met: ({ brought }) => brought.store !== undefined,
    wouldAllow: "--store with a command that stops and starts the server's store",
  },
}
