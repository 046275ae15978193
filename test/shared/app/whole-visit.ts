/** A visit that does all that a visitor can do, right and wrong, with words in it that no log may tell. */
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { sendText } from '../../support/raw-text.ts'

export const ALICE = { username: 'alice', password: 'alice-in-wonderland' }

/** What is sent in places where a log could pick it up. */
export const NEVER_LOGGED = {
  newPassword: 'correct-horse-battery',
  wrongPassword: 'hunter2-hunter2',
  passwordAsName: 'typed-into-the-name-field',
  query: 'in-the-query-string',
  path: 'in-an-unknown-path',
  note: 'text-of-a-note',
  noteName: 'name-of-a-note',
  cut: 'in-a-body-that-is-cut',
  member: 'in-an-unknown-member',
  form: 'in-a-broken-form',
  header: 'in-a-broken-header',
  forged: 'fOrGeD-0123456789-bY-hAnD',
} as const

/** @returns every exchange of the visit */
export async function wholeVisit(url: string): Promise<Exchange[]> {
  const visitor = new Visitor({ origin: new URL(url) })
  const { newPassword, wrongPassword, ...odd } = NEVER_LOGGED
  await visitor.get(`/?token=${odd.query}`)
  await visitor.get(`/${odd.path}?token=${odd.query}`)
  await visitor.get(`/%E0%A4%A?token=${odd.query}`)
  await visitor.signIn({ ...ALICE, password: wrongPassword })
  await visitor.signIn({ username: odd.passwordAsName, password: wrongPassword })
  await visitor.signIn(ALICE)
  await visitor.get('/', { accept: 'text/html' })
  await visitor.put(`/notes/${odd.noteName}`, { json: { text: odd.note } })
  await visitor.get('/sessions')
  await changePassword(visitor, wrongPassword, newPassword)
  await changePassword(visitor, ALICE.password, newPassword)
  await changePassword(visitor, newPassword, ALICE.password)
  await malformed(visitor)
  await forged(visitor)
  await visitor.copy().post('/logout', { headers: { Origin: 'https://evil.test' } })
  await visitor.signOut()
  await bearer(new Visitor({ ...visitor.options, journal: visitor.journal }))
  return visitor.journal
}

function changePassword(visitor: Visitor, currentPassword: string, newPassword: string) {
  return visitor.post('/password', { json: { currentPassword, newPassword } })
}

async function malformed(visitor: Visitor): Promise<void> {
  const { cut, member, form, header, query } = NEVER_LOGGED
  const json = { 'Content-Type': 'application/json' }
  const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' }
  await visitor.post('/login', { body: `{"username":"alice","password":"${cut}`, headers: json })
  await visitor.post('/login', { json: { ...ALICE, [member]: member } })
  await visitor.post('/login', { body: `password=%zz${form}`, headers: urlencoded })
  await visitor.post('/login', { body: form, headers: { 'Content-Type': `text/${header}` } })
  await sendText(visitor.options.origin.href, `GET /?token=${query} HTTP/1.1\r\n${header}\r\n\r\n`)
}

async function forged(visitor: Visitor): Promise<void> {
  const cookies = visitor.cookies()
  const altered = cookies.map(({ name, value }) => `${name}=${value.slice(0, -4)}AAAA`).join('; ')
  const invented = cookies.map(({ name }) => `${name}=${NEVER_LOGGED.forged}`).join('; ')
  for (const header of [altered, invented]) await visitor.get('/me', { cookies: { header } })
}

async function bearer(visitor: Visitor): Promise<void> {
  const signedIn = await visitor.post('/login', { json: { ...ALICE, carrier: 'bearer' } })
  const token = String(signedIn.member('token') ?? NEVER_LOGGED.forged)
  await visitor.get('/me', { bearer: token })
  await visitor.put('/notes/one', { json: { text: NEVER_LOGGED.note }, bearer: token })
  await visitor.get('/me', { bearer: `${token.slice(0, -4)}AAAA` })
  await visitor.post('/logout', { bearer: token })
}
