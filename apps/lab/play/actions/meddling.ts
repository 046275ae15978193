/** What nobody should do with a cookie. */
import { alteredParts } from '../../../../shared/visitor/credential.ts'
import type { Action } from './action.ts'

export const MEDDLING = {
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
} as const satisfies Record<string, Action>
