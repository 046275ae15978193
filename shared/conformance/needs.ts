import type { About } from './about.ts'
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

const never = () => false

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
    met: ({ hasSourceAddresses }) => hasSourceAddresses,
    wouldAllow: 'more than one source address, such as those of loopback on Linux (127.0.0.0/8)',
  },
  https: {
    met: ({ origin }) => origin.protocol === 'https:',
    wouldAllow: "the server's https address",
  },
  'allowed-origin': {
    met: never,
    wouldAllow: "an origin on the server's allow-list for bearer tokens",
  },
  'account-changes': {
    met: never,
    wouldAllow: 'a way to disable a user and to change a role while the suite runs',
  },
  'server-key': { met: never, wouldAllow: "the server's signing key" },
  'server-log': { met: never, wouldAllow: "the server's log" },
  'store-control': { met: never, wouldAllow: "a way to stop and start the server's store" },
}
