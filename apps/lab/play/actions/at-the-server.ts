/** What is done to the servers, their secrets and their store, and to their clock. */

import type { Seat } from '../seat.ts'
import { type Action, outside } from './action.ts'

const IDLE_SECONDS = 1800

/** The same, at a store that is apart from the server. */
const atStore = (sentence: string, act: (seat: Seat) => Promise<unknown>): Action['run'] => {
  const doing = outside(sentence, act)
  return async (seat, options) =>
    seat.servers.hasStoreApart
      ? doing(seat, options)
      : seat.happened('There is no store apart from the server that could be stopped or started.')
}

export const AT_THE_SERVER = {
  'second-instance': {
    group: 'server',
    label: 'Ask the other instance',
    help: 'the next requests go to the other one of two servers',
    async run(seat) {
      await seat.useInstance(seat.instance === 1 ? 2 : 1)
      return seat.send('you', 'GET', '/me')
    },
  },
  restart: {
    group: 'server',
    asks: false,
    label: 'Restart the server',
    help: 'its process ends, and another one starts',
    run: outside(
      'The process of the server ended, and another one took its place: what was in its memory is gone.',
      (seat) => seat.servers.restart(),
    ),
  },
  crash: {
    group: 'server',
    asks: false,
    label: 'Kill the server',
    help: 'as a crash would: it has no time to tidy up',
    run: outside(
      'The process of the server was killed, and is gone with all that was in its memory.',
      (seat) => seat.servers.crash(),
    ),
  },
  'start-again': {
    group: 'server',
    asks: false,
    label: 'Start it again',
    help: 'a server that died',
    async run(seat, { style }) {
      if (style !== seat.style) return seat.happened('Nothing was started here.')
      await seat.servers.restart()
      return seat.happened('The server was started again. Its memory is new and empty.')
    },
  },
  rotate: {
    group: 'server',
    asks: false,
    label: 'Rotate the secret',
    help: 'a new secret signs, the old one is still known',
    run: outside(
      'The server was started again with a new secret in front of the old one: what the old one signed still holds.',
      (seat) => seat.servers.rotate(true),
    ),
  },
  'replace-secret': {
    group: 'server',
    asks: false,
    label: 'Replace the secret',
    help: 'a new secret, and the old one is forgotten',
    run: outside(
      'The server was started again with a new secret alone: no signature of before holds.',
      (seat) => seat.servers.rotate(false),
    ),
  },
  'stop-store': {
    group: 'server',
    asks: false,
    label: 'Stop the store',
    help: 'where there is one apart from the server',
    run: atStore('The store is stopped. The server runs on without it.', (seat) =>
      seat.servers.stopStore(),
    ),
  },
  'start-store': {
    group: 'server',
    asks: false,
    label: 'Start the store',
    help: 'again, with what it held',
    run: atStore('The store is there again, with what it held.', (seat) =>
      seat.servers.startStore(),
    ),
  },
  'idle-time': {
    group: 'server',
    asks: false,
    label: 'Let the idle time pass',
    help: 'half an hour goes by in which nobody comes',
    run: outside('Half an hour went by, and nobody came. The cookie is still there.', (seat) =>
      seat.servers.letTimePass(IDLE_SECONDS + 1),
    ),
  },
} as const satisfies Record<string, Action>
