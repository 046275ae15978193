/** What a person can do, to all columns at once: each is a few requests, or something done from outside. */
import { DEMO_USERS } from '../../../shared/accounts/demo-users.ts'
import { hashPassword } from '../../../shared/accounts/passwords.ts'
import { alteredParts } from '../../../shared/visitor/credential.ts'
import type { Frame, Who } from './frame.ts'
import type { Seat } from './seat.ts'

export interface Action {
  readonly group: 'visit' | 'meddle' | 'server' | 'account'
  readonly label: string
  /** What it does, for who has never heard of it. */
  readonly help: string
  /** False where it is done from outside, and no browser asks anything. */
  readonly asks?: boolean
  run(seat: Seat, options: ActionOptions): Promise<Frame>
}

export interface ActionOptions {
  readonly who: Who
  /** Of `edit`: the value that the browser is to hold. */
  readonly value?: string | undefined
  /** Of `edit` and `start-again`: for this column alone. */
  readonly style?: string | undefined
  /** Of `go-back`: the frame whose cookie is to come back. */
  readonly frame?: number | undefined
}

const SMALL_NOTE = 'Remember the milk.'
const KIBIBYTE_NOTE = 'Remember the milk, and to write to her. '.repeat(26).slice(0, 1024)
const TOO_LARGE_NOTE = 'x'.repeat(70_000)
const IDLE_SECONDS = 1800
const NEW_PASSWORD = 'down-the-rabbit-hole'

const signIn = (username: string): Action['run'] => {
  const user = DEMO_USERS.find((each) => each.username === username)
  return (seat, { who }) =>
    seat.send(who, 'POST', '/login', { json: { username, password: user?.password } })
}

const note = (text: string): Action['run'] => {
  return (seat, { who }) => seat.send(who, 'PUT', '/notes/note', { json: { text } })
}

/** Something that nobody does by visiting, and what it means. */
const outside = (sentence: string, act: (seat: Seat) => Promise<unknown>): Action['run'] => {
  return async (seat) => {
    await act(seat)
    return seat.happened(sentence)
  }
}

/** The same, at a store that is apart from the server. */
const atStore = (sentence: string, act: (seat: Seat) => Promise<unknown>): Action['run'] => {
  const doing = outside(sentence, act)
  return async (seat, options) =>
    seat.servers.hasStoreApart
      ? doing(seat, options)
      : seat.happened('There is no store apart from the server that could be stopped or started.')
}

export const ACTIONS = {
  visit: {
    ...{ group: 'visit', label: 'Visit', help: 'GET /: the page that counts visits' },
    run: (seat, { who }) => seat.send(who, 'GET', '/'),
  },
  'who-am-i': {
    ...{ group: 'visit', label: 'Who am I?', help: 'GET /me: asks, and changes nothing' },
    run: (seat, { who }) => seat.send(who, 'GET', '/me'),
  },
  'sign-in-alice': {
    ...{ group: 'visit', label: 'Sign in as alice', help: 'POST /login, with her password' },
    run: signIn('alice'),
  },
  'sign-in-bob': {
    ...{ group: 'visit', label: 'Sign in as bob', help: 'POST /login, with his password' },
    run: signIn('bob'),
  },
  'note-small': {
    ...{ group: 'visit', label: 'Write a note', help: 'a few words, kept in the state' },
    run: note(SMALL_NOTE),
  },
  'note-kibibyte': {
    ...{ group: 'visit', label: 'Write 1 KB', help: 'the same note, with 1,024 characters' },
    run: note(KIBIBYTE_NOTE),
  },
  'note-too-large': {
    ...{ group: 'visit', label: 'Write too much', help: 'more than any of the three takes' },
    run: note(TOO_LARGE_NOTE),
  },
  'sign-out': {
    ...{ group: 'visit', label: 'Sign out', help: 'POST /logout' },
    run: (seat, { who }) => seat.send(who, 'POST', '/logout'),
  },
  'change-a-byte': {
    group: 'meddle',
    label: 'Change a byte',
    help: 'of the credential, and ask who I am',
    async run(seat) {
      const [cookie] = seat.cookies()
      const changed = cookie && alteredParts(cookie.value)[0]
      if (cookie === undefined || changed === undefined)
        return seat.happened('The browser holds nothing that could be changed.')
      seat.edit(cookie.name, changed.value, 'byte')
      return seat.send('you', 'GET', '/me')
    },
  },
  edit: {
    group: 'meddle',
    label: 'Edit by hand',
    help: 'puts another value into the browser, and asks who I am',
    async run(seat, { value, style }) {
      const [cookie] = seat.cookies()
      if (style !== seat.style || value === undefined || cookie === undefined)
        return seat.happened('Nothing was edited here.')
      seat.edit(cookie.name, value)
      return seat.send('you', 'GET', '/me')
    },
  },
  steal: {
    group: 'meddle',
    label: 'Steal it',
    help: 'a second browser has a copy of the cookies',
    async run(seat) {
      seat.steal()
      return seat.send('thief', 'GET', '/me')
    },
  },
  'go-back': {
    group: 'meddle',
    label: 'Put an older cookie back',
    help: 'what the browser held at the action you look at; else, the last time that it was another',
    async run(seat, { frame = 0 }) {
      if (!seat.goBackTo(frame)) return seat.happened('What it held then is not kept any more.')
      return seat.send('you', 'GET', '/me', {}, `The browser holds what it held after ${frame}. `)
    },
  },
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
  'change-role': {
    group: 'account',
    asks: false,
    label: 'Make alice an admin',
    help: 'in the accounts, by an administrator; no server is told',
    run: outside('In the accounts alice is an admin now. Nobody told the server.', (seat) =>
      seat.servers.users.setRole('alice', 'admin'),
    ),
  },
  disable: {
    group: 'account',
    asks: false,
    label: 'Disable alice',
    help: 'in the accounts, by an administrator; no server is told',
    run: outside('In the accounts alice is disabled now. Nobody told the server.', (seat) =>
      seat.servers.users.setDisabled('alice', true),
    ),
  },
  enable: {
    group: 'account',
    asks: false,
    label: 'Enable alice',
    help: 'again',
    run: outside('In the accounts alice is as she was. Nobody told the server.', (seat) =>
      seat.servers.users.setDisabled('alice', false),
    ),
  },
  'change-password': {
    group: 'account',
    asks: false,
    label: "Reset alice's password",
    help: 'in the accounts, by an administrator, because she fears a thief',
    run: outside(`In the accounts alice has another password: ${NEW_PASSWORD}.`, async (seat) => {
      await seat.servers.users.setPasswordHash('alice', await hashPassword(NEW_PASSWORD))
    }),
  },
} as const satisfies Record<string, Action>

export type ActionId = keyof typeof ACTIONS
