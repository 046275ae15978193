/** What visitors do. */
import { DEMO_USERS } from '../../../../shared/accounts/demo-users.ts'
import type { Action } from './action.ts'

const SMALL_NOTE = 'Remember the milk.'
const KIBIBYTE_NOTE = 'Remember the milk, and to write to her. '.repeat(26).slice(0, 1024)
const TOO_LARGE_NOTE = 'x'.repeat(70_000)

const signIn = (username: string): Action['run'] => {
  const user = DEMO_USERS.find((each) => each.username === username)
  return (seat, { who }) =>
    seat.send(who, 'POST', '/login', { json: { username, password: user?.password } })
}

const note = (text: string): Action['run'] => {
  return (seat, { who }) => seat.send(who, 'PUT', '/notes/note', { json: { text } })
}

export const VISITS = {
  visit: {
    group: 'visit',
    label: 'Visit',
    help: 'GET /: the page that counts visits',
    run: (seat, { who }) => seat.send(who, 'GET', '/'),
  },
  'who-am-i': {
    group: 'visit',
    label: 'Who am I?',
    help: 'GET /me: asks, and changes nothing',
    run: (seat, { who }) => seat.send(who, 'GET', '/me'),
  },
  'sign-in-alice': {
    group: 'visit',
    label: 'Sign in as alice',
    help: 'POST /login, with her password',
    run: signIn('alice'),
  },
  'sign-in-bob': {
    group: 'visit',
    label: 'Sign in as bob',
    help: 'POST /login, with his password',
    run: signIn('bob'),
  },
  'note-small': {
    group: 'visit',
    label: 'Write a note',
    help: 'a few words, kept in the state',
    run: note(SMALL_NOTE),
  },
  'note-kibibyte': {
    group: 'visit',
    label: 'Write 1 KB',
    help: 'the same note, with 1,024 characters',
    run: note(KIBIBYTE_NOTE),
  },
  'note-too-large': {
    group: 'visit',
    label: 'Write too much',
    help: 'more than any of the three takes',
    run: note(TOO_LARGE_NOTE),
  },
  'sign-out': {
    group: 'visit',
    label: 'Sign out',
    help: 'POST /logout',
    run: (seat, { who }) => seat.send(who, 'POST', '/logout'),
  },
} as const satisfies Record<string, Action>
