// A sound server: the whole contract, version 1 (docs/contract.md), in one file on plain node:http.
//
// It is the example for whoever brings a server of their own to the conformance suite, and shares
// no line with the servers here. Its style is server-session: the visitor carries a random number,
// and a Map in memory holds the state, under a hash of that number. "Rule 7" and the like in the
// comments are the contract's. Run it: `node apps/examples/sound/server-session.mjs`.
//
//   PORT              where it listens, on loopback alone        4100
//   PUBLIC_ORIGIN     the address that its visitors see          http://localhost:PORT
//   IDLE_SECONDS      a state ends so long after its renewal     1800
//   ABSOLUTE_SECONDS  a sign-in ends so long after it began      43200
//   SCRYPT_COST       how long it takes to hash a password       16384
//   SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS, SIGN_IN_FAILURES_ADDRESS, SIGN_IN_FAILURES_ACCOUNT
//                     failures allowed in the window             10, 100, 1000
//   SIGN_IN_WINDOW_SECONDS                                       900

import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { createServer, STATUS_CODES } from 'node:http'
import { promisify } from 'node:util'

// --- Configuration: a wrong value stops the server with one sentence -----------------------------

const PORT = wholeNumber('PORT', 4100)
const IDLE_SECONDS = wholeNumber('IDLE_SECONDS', 1800)
const ABSOLUTE_SECONDS = wholeNumber('ABSOLUTE_SECONDS', 43_200)
const PUBLIC_ORIGIN = originOf(process.env.PUBLIC_ORIGIN || `http://localhost:${PORT}`)
const OWN_ORIGINS = ownOrigins()
const HTTPS = PUBLIC_ORIGIN.startsWith('https:')

const COOKIE = HTTPS ? '__Host-sound-session' : 'sound-session'
const COOKIE_ATTRIBUTES = `; Path=/; HttpOnly; SameSite=Lax${HTTPS ? '; Secure' : ''}`
const STATE_BYTES = 16_384
const SERVER_BYTES = 1024 // of STATE_BYTES, kept for all that is not notes (a user agent, dates, …)
const BODY_BYTES = 262_144
const ADDRESS_CHARACTERS = 8000
const ANONYMOUS_STATES = 10_000
const SIGN_IN = {
  windowSeconds: wholeNumber('SIGN_IN_WINDOW_SECONDS', 900),
  accountAndAddress: wholeNumber('SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS', 10),
  address: wholeNumber('SIGN_IN_FAILURES_ADDRESS', 100),
  account: wholeNumber('SIGN_IN_FAILURES_ACCOUNT', 1000),
}
const HASHES_QUEUED = 48 // four at a time at about 0.2 s each: under three seconds to wait
const CHECKS_WAITING = 256
const SCRYPT = { N: wholeNumber('SCRYPT_COST', 2 ** 14), r: 8, p: 5 } // OWASP Password Storage Cheat Sheet
const CAN = {
  revoke: true,
  endEverywhere: true,
  listSessions: true,
  noticeAccountChanges: false,
  refresh: false,
}

function wholeNumber(name, fallback) {
  const value = Number(process.env[name] || fallback)
  if (Number.isInteger(value) && value > 0) return value
  return stop(`${name} must be a whole number above 0.`)
}

function originOf(address) {
  const url = URL.canParse(address) ? new URL(address) : {}
  if (/^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  return stop('PUBLIC_ORIGIN must be an origin, such as https://example.org.')
}

/** Rule 7: the hosts that this server answers to, each with the one origin of its own pages. */
function ownOrigins() {
  const names = process.env.PUBLIC_ORIGIN ? [] : ['127.0.0.1', '[::1]']
  const addresses = [PUBLIC_ORIGIN, ...names.map((name) => `http://${name}:${PORT}`)]
  return new Map(addresses.map((address) => [new URL(address).host, new URL(address).origin]))
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

// --- Problems (RFC 9457): each has one status and one title -------------------------------------

const PROBLEMS = {
  'invalid-request': [400, 'The request is not valid'],
  'weak-password': [400, 'The new password is too weak'],
  'invalid-credentials': [401, 'The name or the password is wrong'],
  'not-signed-in': [401, 'Nobody is signed in'],
  'cross-origin': [403, 'The request comes from another site'],
  'wrong-password': [403, 'The current password is wrong'],
  'not-found': [404, 'Nothing is here'],
  'method-not-allowed': [405, 'This address does not know the method'],
  'not-acceptable': [406, 'Only JSON and HTML are made here'],
  'request-timeout': [408, 'The request took too long to arrive'],
  'body-too-large': [413, 'The body is too large'],
  'state-too-large': [413, 'The notes are too large'],
  'uri-too-long': [414, 'The address is too long'],
  'unsupported-media-type': [415, 'The type of the body is not known'],
  'misdirected-request': [421, 'This server does not speak for that host'],
  'too-many-attempts': [429, 'Too many failed attempts'],
  'headers-too-large': [431, 'The headers are too large'],
  'internal-error': [500, 'Something went wrong here'],
  'style-cannot': [501, 'The auth style of this server cannot do that'],
  busy: [503, 'Too much is waiting'],
  'store-unavailable': [503, 'The store does not answer'], // never here: the memory is the store
}

class Problem extends Error {
  constructor(code, detail, { members = {}, headers = {} } = {}) {
    super(detail)
    const [status, title] = PROBLEMS[code]
    this.status = status
    this.body = { type: problemType(code), title, status, detail, code, ...members }
    // Rule 14. "Cookie" is a scheme in the sense of RFC 9110, which no browser answers by itself.
    this.headers = status === 401 ? { 'WWW-Authenticate': 'Cookie', ...headers } : headers
  }
}

/** The address of a problem's description: in the OpenAPI document, which this server serves. */
const problemType = (code) => `${PUBLIC_ORIGIN}/openapi.json#/components/responses/${code}`

const invalid = (detail) => new Problem('invalid-request', detail)
const orInvalid = (detail, work) => {
  try {
    return work()
  } catch {
    throw invalid(detail)
  }
}
const notSignedIn = () => new Problem('not-signed-in', 'Sign in first.')
const busy = () =>
  new Problem('busy', 'Too many passwords are being checked.', { headers: { 'Retry-After': '2' } })

// --- Accounts and passwords ---------------------------------------------------------------------

const deriveKey = promisify(scrypt)
let hashesQueued = 0

/** Rule 8: a password is hashed exactly as sent (UTF-16 keeps lone surrogates apart), or not at all. */
async function hash(password, salt = randomBytes(16)) {
  if (hashesQueued >= HASHES_QUEUED) throw busy()
  hashesQueued += 1
  try {
    return { salt, key: await deriveKey(Buffer.from(password, 'utf16le'), salt, 32, SCRYPT) }
  } finally {
    hashesQueued -= 1
  }
}

const users = new Map([
  ['alice', { username: 'alice', role: 'member', password: await hash('alice-in-wonderland') }],
  ['bob', { username: 'bob', role: 'admin', password: await hash('bob-the-builder') }],
])
const nobodysPassword = await hash(randomBytes(32).toString('hex'))

/** The user, or null. An unknown name costs the same hash as a wrong password. */
async function verify(username, password) {
  const user = users.get(username)
  const stored = user?.password ?? nobodysPassword
  const { key } = await hash(password, stored.salt)
  const isRight = timingSafeEqual(key, stored.key)
  // A password that was changed during the hashing is the right one no longer.
  return isRight && user?.password === stored ? user : null
}

const COMMON_PASSWORDS = `
  12345678 123456789 1234567890 11111111 00000000 88888888 12341234 87654321 password password1
  password12 password123 password1234 passw0rd p@ssw0rd p@ssword qwertyui qwertyuiop qwerty123
  qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx abcd1234 abc12345 abcdefgh iloveyou iloveyou1 sunshine
  princess football baseball superman letmein1 letmein123 welcome1 welcome123 trustno1 whatever
  computer starwars michelle jennifer changeme admin123 administrator zaq12wsx asdfghjk asdfghjkl
  11223344 aa123456 a1234567 123123123 987654321 12345678910 1234qwer qazwsxedc monkey123 dragon123
`.split(/\s+/)

/** Why a new password is too weak, or undefined. */
function weakness(password, username) {
  const lower = password.toLowerCase()
  if (characters(password) < 8) return 'too-short'
  if (characters(password) > 256) return 'too-long'
  if (COMMON_PASSWORDS.includes(lower)) return 'common'
  if (lower.replaceAll(username.toLowerCase(), '') === '') return 'name'
}

const characters = (text) => [...text].length

// --- Throttling (rule 8): failures are counted, and attempts that may become failures ------------

const counters = new Map()
const waiting = new Set()

function counterOf(limit, ...key) {
  const name = JSON.stringify(key)
  if (!counters.has(name)) counters.set(name, { limit, failures: [], inFlight: 0 })
  return counters.get(name)
}

function recentFailures({ failures }) {
  while (failures[0] <= Date.now() - SIGN_IN.windowSeconds * 1000) failures.shift()
  return failures.length
}

/** The user whose password this is, or null, which counts as a failure. */
async function guess(username, password, address) {
  const counted = [
    counterOf(SIGN_IN.accountAndAddress, 'account and address', username, address),
    counterOf(SIGN_IN.address, 'address', address),
    counterOf(SIGN_IN.account, 'account', username),
  ]
  await takeTurn(counted)
  let isFailure = false
  try {
    const user = await verify(username, password)
    isFailure = user === null
    return user
  } finally {
    for (const counter of counted) {
      counter.inFlight -= 1
      if (isFailure) counter.failures.push(Date.now())
    }
    for (const wake of waiting) wake()
    waiting.clear()
  }
}

/** Parallel guesses don't escape: what could pass a limit by failing waits for those before it. */
async function takeTurn(counted) {
  for (;;) {
    const full = counted.filter((counter) => recentFailures(counter) >= counter.limit)
    if (full.length > 0) throw tooMany(full)
    if (counted.every(({ limit, failures, inFlight }) => failures.length + inFlight < limit)) break
    if (waiting.size >= CHECKS_WAITING) throw busy()
    await new Promise((wake) => waiting.add(wake))
  }
  for (const counter of counted) counter.inFlight += 1
}

function tooMany(full) {
  const freeAt = Math.max(...full.map(({ failures, limit }) => failures.at(-limit)))
  const seconds = Math.ceil((freeAt - Date.now()) / 1000) + SIGN_IN.windowSeconds
  return new Problem('too-many-attempts', 'Wait before you try again.', {
    headers: { 'Retry-After': String(Math.max(1, seconds)) },
  })
}

// --- The states: values that are replaced, never changed, so that no two requests share one -----

const states = new Map()
const anonymous = new Set() // the keys of states without a user, the one renewed last at the end

const newId = () => randomBytes(24).toString('base64url')
const keyOf = (id) => createHash('sha256').update(id).digest('base64url')

/** Rule 6: when a state ends, by the timestamps within it. */
function endOf({ renewedAt, signIn }) {
  const idleEnd = renewedAt + IDLE_SECONDS * 1000
  return signIn ? Math.min(idleEnd, signIn.startedAt + ABSOLUTE_SECONDS * 1000) : idleEnd
}

function stateAt(key) {
  const state = states.get(key)
  if (state && endOf(state) <= Date.now()) forget(key)
  return states.get(key)
}

/** Keeps a state and renews it. Without a user it may push out others without one. */
function keep(key, state) {
  states.set(key, { ...state, renewedAt: Date.now() })
  anonymous.delete(key)
  if (!state.signIn) anonymous.add(key)
  if (anonymous.size > ANONYMOUS_STATES) forget(anonymous.values().next().value)
}

function forget(key) {
  states.delete(key)
  anonymous.delete(key)
}

/** Keeps a state under a new id, and answers the id, which the visitor alone will know. */
function keepAnew(state) {
  const id = newId()
  keep(keyOf(id), state)
  return id
}

const signInsOf = (username) =>
  [...states].filter(([key, { signIn }]) => signIn?.user.username === username && stateAt(key))

function forgetSignInsOf(username) {
  for (const [key] of signInsOf(username)) forget(key)
}

// Tidies up what has ended; what counts is decided by the timestamps.
setInterval(() => {
  for (const key of states.keys()) stateAt(key)
  for (const [name, counter] of counters) {
    if (recentFailures(counter) + counter.inFlight === 0) counters.delete(name)
  }
}, 60_000).unref()

/** Rule 5: an id that leads to no state is no credential. Rule 9: the first that verifies counts. */
function recall(request) {
  const key = presentedKeys(request).find(stateAt)
  return { key, state: stateAt(key) }
}

function presentedKeys(request) {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs
    .filter(([name, id, more]) => name === COOKIE && /^[\w-]{32}$/.test(id) && more === undefined)
    .map(([, id]) => keyOf(id))
}

// --- What is asked: the address, the origin, the type of the answer -----------------------------

/** The host and path of a request; its target may be a whole address (RFC 9112, 3.2.2). */
function addressOf({ url, headers }) {
  const [, host, target] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [null, headers.host, url]
  return { host: host?.toLowerCase() ?? '', path: target.split('?')[0] || '/' }
}

/** Rule 7: the site's own pages, or no page at all. */
function checkOrigin({ method, headers }, host) {
  if (['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method)) return // the safe ones
  const site = headers['sec-fetch-site']
  const { origin } = headers
  const isOwn =
    site === undefined
      ? origin === undefined || origin === OWN_ORIGINS.get(host)
      : site === 'same-origin' || site === 'none'
  if (!isOwn) throw new Problem('cross-origin', 'Only pages of this site may change anything here.')
}

/** 'html' or 'json', whichever the request likes more; null where it takes neither. */
function preferredType({ headers }) {
  if (/^bearer\b/i.test(headers.authorization ?? '')) return 'json'
  const ranges = (headers.accept || '*/*').split(',').map(parseRange)
  const html = fit(ranges, 'text', 'html')
  const json = fit(ranges, 'application', 'json')
  if (html.q + json.q === 0) return null
  const htmlFirst = html.q - json.q || html.precision - json.precision || json.order - html.order
  return htmlFirst > 0 ? 'html' : 'json'
}

function parseRange(text, order) {
  const [range, ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { range, order, q: weight ? Number(weight.slice(2)) : 1 }
}

/** The most precise range that fits decides (RFC 9110, 12.5.1). */
function fit(ranges, type, subtype) {
  const patterns = ['*/*', `${type}/*`, `${type}/${subtype}`]
  const fits = ranges
    .map((range) => ({ ...range, precision: patterns.indexOf(range.range) }))
    .filter(({ precision, q }) => precision >= 0 && q >= 0 && q <= 1)
  return fits.sort((a, b) => b.precision - a.precision || b.q - a.q)[0] ?? { q: 0 }
}

// --- Bodies (rule 9) ----------------------------------------------------------------------------

const PARSERS = new Map([
  ['application/json', parseJson],
  ['application/x-www-form-urlencoded', parseForm],
])

async function readBody(request) {
  const { headers } = request
  if (!headers['transfer-encoding'] && !Number(headers['content-length'])) return {}
  const parse = parserFor(headers)
  if (Number(headers['content-length']) > BODY_BYTES) throw tooLarge()
  const bytes = await readBytes(request)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return parse(orInvalid('The body is not valid UTF-8.', () => decoder.decode(bytes)))
}

function parserFor(headers) {
  const contentType = (headers['content-type'] ?? '').toLowerCase()
  const [, charset = 'utf-8'] = /;\s*charset="?([^";\s]*)/.exec(contentType) ?? []
  const parse = PARSERS.get(contentType.split(';')[0].trim())
  if (parse && charset === 'utf-8' && !headers['content-encoding']) return parse
  const known = [...PARSERS.keys()].join(', ')
  throw new Problem('unsupported-media-type', `A body is one of: ${known}.`)
}

const tooLarge = () => new Problem('body-too-large', `A body has at most ${BODY_BYTES} bytes.`)

function readBytes(request) {
  return new Promise((resolve, reject) => {
    const chunks = []
    let size = 0
    request.on('data', (chunk) => {
      size += chunk.length
      if (size <= BODY_BYTES) return chunks.push(chunk)
      chunks.length = 0
      reject(tooLarge())
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('close', () => reject(invalid('The body ended too early.'))) // nobody reads this one
    request.on('error', reject)
  })
}

function parseJson(text) {
  return text === '' ? {} : orInvalid('The body is not valid JSON.', () => JSON.parse(text))
}

function parseForm(text) {
  const body = Object.create(null)
  for (const pair of text.replaceAll('+', ' ').split('&').filter(Boolean)) {
    const parts = /^([^=]*)=?(.*)$/s.exec(pair)
    const decodeAll = () => parts.map(decodeURIComponent)
    const [, name, value] = orInvalid('The form holds a broken percent-encoding.', decodeAll)
    if (name in body) throw invalid('The form brings a field twice.')
    body[name] = value
  }
  return body
}

/** Holds a body against its schema, the one in the OpenAPI document: an object of strings. */
function checkShape(body, { properties, required }) {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw invalid('The body must be an object.')
  }
  const known = Object.keys(properties)
  if (Object.keys(body).some((name) => !known.includes(name))) {
    throw invalid(`The body has an unknown member; known here: ${known.join(', ') || 'none'}.`)
  }
  for (const name of known) {
    if (Object.hasOwn(body, name)) checkString(`"${name}"`, body[name], properties[name])
    else if (required.includes(name)) throw invalid(`"${name}" is missing.`)
  }
}

function checkString(label, value, { maxLength, pattern, enum: values }) {
  if (typeof value !== 'string') throw invalid(`${label} must be a string.`)
  if (characters(value) > maxLength) throw invalid(`${label} has over ${maxLength} characters.`)
  if (pattern && !new RegExp(pattern).test(value)) throw invalid(`${label} must match ${pattern}.`)
  if (values && !values.includes(value)) throw invalid(`${label} is none of: ${values.join(', ')}.`)
}

// --- Pages: plain HTML, no script, no style (rule 15) -------------------------------------------

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character])

const page = (title, ...parts) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title></head>
<body><main><h1>${title}</h1>
${parts.join('\n')}
</main></body>
</html>
`

const form = (action, button, ...inputs) => `<form method="post" action="${action}">
${inputs.map((input) => `<p><label>${input}</label></p>\n`).join('')}<button>${button}</button>
</form>`

const secret = (label, name, use) =>
  `${label} <input type="password" name="${name}" autocomplete="${use}-password" required>`
const currentPassword = secret('Current password', 'currentPassword', 'current')
const newPassword = secret('New password', 'newPassword', 'new')
const userName = 'Name <input name="username" autocomplete="username" maxlength="64" required>'
const noteName = 'Note <input name="name" maxlength="64" pattern="[A-Za-z0-9_\\-]+" required>'
const noteText = 'Text <textarea name="text"></textarea>'

const signInForm = form('/login', 'Sign in', userName, secret('Password', 'password', 'current'))
const passwordForm = form('/password', 'Change the password', currentPassword, newPassword)
const everywhereForm = form('/logout/everywhere', 'Sign out everywhere', currentPassword)
const noteForm = form('/notes', 'Keep the note', noteName, noteText)

const noteItem = ({ name, text }) =>
  `<li>${escapeHtml(name)}: ${escapeHtml(text)} ${form(`/notes/${name}/delete`, 'Delete')}</li>`

const notesList = (notes) => `<ul>${notes.map(noteItem).join('\n')}</ul>`

const userParts = ({ signIn, notes }) => [
  `<p>Signed in as ${escapeHtml(signIn.user.username)}. <a href="/sessions">Your sign-ins</a></p>`,
  form('/logout', 'Sign out'),
  `<h2>Notes</h2>${notesList(notes)}${noteForm}`,
  `<h2>Password</h2>${passwordForm}${everywhereForm}`,
]

const homePage = (message, state) =>
  page('A sound server', `<p>${message}</p>`, ...(state.signIn ? userParts(state) : [signInForm]))

function tablePage(title, members) {
  const rows = members.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`)
  return page(title, `<dl>${rows.join('\n')}</dl>`, '<p><a href="/">Back to the start</a></p>')
}

// --- What the routes do: each answers `{ json, html, cookie, to }`, or throws a problem ----------

const NOTHING = { visits: 0, notes: [], signIn: null }
const CLEARED = ''
const isoTime = (milliseconds) => new Date(milliseconds).toISOString()

const ABOUT = {
  style: 'server-session',
  version: '1',
  carriers: ['cookie'],
  cookies: [COOKIE],
  stateKeptBy: 'server',
  store: 'memory',
  limits: { stateBytes: STATE_BYTES, signIn: SIGN_IN },
  lifetime: { idleSeconds: IDLE_SECONDS, absoluteSeconds: ABSOLUTE_SECONDS },
  can: CAN,
}

const about = () => ({ json: ABOUT })
const health = () => ({ json: { status: 'ok' } })
const openApi = () => ({ json: OPENAPI })

function home({ request, key, state = NOTHING }) {
  const visits = state.visits + 1
  const welcome = 'Welcome to this page for the first time!'
  const message = visits === 1 ? welcome : `You visited this page ${visits} times`
  const json = { message, visits, user: state.signIn?.user ?? null }
  const answer = { json, html: homePage(message, state) }
  if (request.method === 'HEAD') return answer // counts nothing
  if (key) keep(key, { ...state, visits })
  else answer.cookie = keepAnew({ ...state, visits })
  return answer
}

async function login({ request, address, body }) {
  const user = await guess(body.username, body.password, address)
  if (!user) {
    log('sign-in failed', { username: users.has(body.username) ? body.username : null, address })
    throw new Problem('invalid-credentials', 'No user has this name and this password.')
  }
  const { key, state } = recall(request) // as it is now, after the hashing
  forget(key)
  const { username, role } = user
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 200)
  const signIn = { id: newId(), user: { username, role }, startedAt: Date.now(), userAgent }
  log('signed in', { username, address })
  const cookie = keepAnew({ ...carriedOver(state, username), signIn })
  return { json: { user: signIn.user }, cookie, to: ownPath(body.next) }
}

/** Rule 4: what of the state before a sign-in is there after it. */
function carriedOver(state, username) {
  if (!state || (state.signIn && state.signIn.user.username !== username)) return NOTHING
  return { visits: state.visits, notes: state.signIn ? state.notes : [] }
}

/** Where `next` leads: a path on this server, else the start. */
function ownPath(next = '/') {
  const isPath = next.startsWith('/') && !/\p{Cc}/u.test(next)
  if (!isPath || !URL.canParse(next, PUBLIC_ORIGIN)) return '/'
  const { origin, pathname, search, hash: fragment } = new URL(next, PUBLIC_ORIGIN)
  // Dots can hide two slashes from all but the parser: "/..//example.org" has that path.
  const stays = origin === PUBLIC_ORIGIN && !pathname.startsWith('//')
  return stays ? pathname + search + fragment : '/'
}

function me({ state }) {
  const { user, startedAt } = state.signIn
  const times = { signedInAt: isoTime(startedAt), expiresAt: isoTime(endOf(state)) }
  const json = { user, visits: state.visits, ...times }
  return { json, html: tablePage('Who you are', Object.entries({ ...json, user: user.username })) }
}

const notes = ({ state }) => ({
  json: { notes: state.notes },
  html: page('Notes', notesList(state.notes), noteForm),
})

function keepNote({ key, state, params, body }) {
  const note = { name: params.name ?? body.name, text: body.text }
  const at = state.notes.findIndex(({ name }) => name === note.name)
  const changed = at < 0 ? [...state.notes, note] : state.notes.with(at, note)
  const wouldNeedBytes = SERVER_BYTES + Buffer.byteLength(JSON.stringify(changed))
  if (wouldNeedBytes > STATE_BYTES) {
    const members = { limitBytes: STATE_BYTES, wouldNeedBytes }
    throw new Problem('state-too-large', 'The notes would take more than their room.', { members })
  }
  keep(key, { ...state, notes: changed })
  return {}
}

function deleteNote({ key, state, params }) {
  keep(key, { ...state, notes: state.notes.filter(({ name }) => name !== params.name) })
  return {}
}

/** Asks for the current password again, with rule 8's throttle. */
async function confirm({ state, body, address }) {
  const { username } = state.signIn.user
  const user = await guess(username, body.currentPassword, address)
  if (user) return user
  log('current password wrong', { username, address })
  throw wrongPassword()
}

const wrongPassword = () => new Problem('wrong-password', 'This is not your current password.')

async function changePassword(context) {
  const user = await confirm(context)
  const { key, address, body } = context
  const stored = user.password
  const reason = weakness(body.newPassword, user.username)
  if (reason) throw new Problem('weak-password', WEAKNESSES[reason], { members: { reason } })
  const password = await hash(body.newPassword)
  const state = stateAt(key) // rule 13: perhaps signed out during the hashing
  if (!state) throw notSignedIn()
  if (user.password !== stored) throw wrongPassword()
  user.password = password
  forgetSignInsOf(user.username)
  log('password changed', { username: user.username, address })
  return { cookie: keepAnew({ ...state, signIn: { ...state.signIn, id: newId() } }) }
}

const WEAKNESSES = {
  'too-short': 'A password has at least 8 characters.',
  'too-long': 'A password has at most 256 characters.',
  common: 'This password is on the list of common ones.',
  name: 'This password is the name of the user.',
}

/** Ends the state behind each cookie that verifies, for a visitor who brings several. */
function logout({ request, state, address }) {
  for (const key of presentedKeys(request)) forget(key)
  if (state?.signIn) log('signed out', { username: state.signIn.user.username, address })
  return { cookie: CLEARED }
}

async function logoutEverywhere(context) {
  const { username } = await confirm(context)
  forgetSignInsOf(username)
  log('signed out everywhere', { username, address: context.address })
  return { cookie: CLEARED }
}

function sessions({ key, state }) {
  const list = signInsOf(state.signIn.user.username).map(([otherKey, { signIn, renewedAt }]) => ({
    id: signIn.id,
    startedAt: isoTime(signIn.startedAt),
    lastSeenAt: isoTime(renewedAt),
    userAgent: signIn.userAgent,
    current: otherKey === key,
  }))
  const members = list.map((one) => [
    one.current ? 'This sign-in' : 'Another sign-in',
    `${one.userAgent}, since ${one.startedAt}, last seen ${one.lastSeenAt}`,
  ])
  return { json: { sessions: list }, html: tablePage('Your sign-ins', members) }
}

function endSession({ key, state, params, address }) {
  const { username } = state.signIn.user
  const [found] = signInsOf(username).find(([, { signIn }]) => signIn.id === params.id) ?? []
  if (!found) throw new Problem('not-found', 'You have no sign-in of this id.')
  forget(found)
  log('sign-in ended', { username, address })
  return found === key ? { cookie: CLEARED } : {}
}

/** Rule 3: this style has no token to give. */
function refuseBearer(body) {
  if (body?.carrier === 'bearer') {
    throw new Problem('style-cannot', 'A server session is carried by its cookie alone.')
  }
}

const NO_REFRESH = 'A server session is one credential, and its use alone renews it.'

// --- The schemas that check the bodies and describe the answers ----------------------------------

const string = (rules = {}) => ({ type: 'string', ...rules })
const list = (items) => ({ type: 'array', items })
const object = (properties, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const each = (names, schema) => object(Object.fromEntries(names.map((name) => [name, schema])))

const INTEGER = { type: 'integer', minimum: 0 }
const BOOLEAN = { type: 'boolean' }
const TIME = string({ format: 'date-time' })
const NAME = string({ maxLength: 64 })
const PASSWORD = string({ maxLength: 256 })
const CARRIER = string({ enum: ['cookie', 'bearer'] })
const NOTE_NAME = string({ pattern: '^[A-Za-z0-9_-]{1,64}$' })
const NOTE = object({ name: NOTE_NAME, text: string() })
const USER = object({ username: NAME, role: string({ enum: ['member', 'admin'] }) })
const USER_OR_NULL = { anyOf: [USER, { type: 'null' }] }
const SESSION = object({
  id: string(),
  startedAt: TIME,
  lastSeenAt: TIME,
  userAgent: string({ maxLength: 200 }),
  current: BOOLEAN,
})

const ASKED = {
  nothing: object({}),
  login: object({ username: NAME, password: PASSWORD, next: string(), carrier: CARRIER }, [
    'username',
    'password',
  ]),
  text: object({ text: string() }),
  current: object({ currentPassword: PASSWORD }),
  password: object({ currentPassword: PASSWORD, newPassword: string() }), // see weakness
}

const TOLD = {
  about: object({
    style: string({ enum: ['jwt', 'cookie-session', 'server-session'] }),
    version: string({ const: '1' }),
    carriers: list(CARRIER),
    cookies: list(string()),
    stateKeptBy: string({ enum: ['client', 'server'] }),
    store: { type: ['string', 'null'] },
    limits: object({ stateBytes: INTEGER, signIn: each(Object.keys(SIGN_IN), INTEGER) }),
    lifetime: each(['idleSeconds', 'absoluteSeconds'], INTEGER),
    can: each(Object.keys(CAN), BOOLEAN),
  }),
  home: object({ message: string(), visits: INTEGER, user: USER_OR_NULL }),
  login: object({ user: USER }),
  me: object({ user: USER, visits: INTEGER, signedInAt: TIME, expiresAt: TIME }),
  notes: object({ notes: list(NOTE) }),
  sessions: object({ sessions: list(SESSION) }),
  health: object({ status: string() }),
  openApi: { type: 'object' },
}

// --- The routes ----------------------------------------------------------------------------------

/** A GET, and what its 200 tells. */
const read = (path, handle, tells, more) => ({ method: 'GET', path, handle, tells, ...more })
/** A change, and what it asks for: 204, or a 303 for a page, unless it `tells` something. */
const change = (method, path, asks, handle, more) => ({ method, path, asks, handle, ...more })

const JSON_ONLY = { jsonOnly: true }
const HEALTH = { jsonOnly: true, anyHost: true }
const SIGNED_IN = { signedIn: true }
const OF_NOTE = { signedIn: true, parameters: { name: NOTE_NAME } }
const CONFIRMED = { signedIn: true, guesses: true }
const LOGIN = { tells: TOLD.login, refuse: refuseBearer, guesses: true }

const ROUTES = [
  read('/about', about, TOLD.about, JSON_ONLY),
  read('/', home, TOLD.home),
  change('POST', '/login', ASKED.login, login, LOGIN),
  read('/me', me, TOLD.me, SIGNED_IN),
  read('/notes', notes, TOLD.notes, SIGNED_IN),
  change('POST', '/notes', NOTE, keepNote, SIGNED_IN),
  change('PUT', '/notes/{name}', ASKED.text, keepNote, OF_NOTE),
  change('DELETE', '/notes/{name}', ASKED.nothing, deleteNote, OF_NOTE),
  change('POST', '/notes/{name}/delete', ASKED.nothing, deleteNote, OF_NOTE),
  change('POST', '/password', ASKED.password, changePassword, CONFIRMED),
  change('POST', '/logout', ASKED.nothing, logout),
  change('POST', '/logout/everywhere', ASKED.current, logoutEverywhere, CONFIRMED),
  read('/sessions', sessions, TOLD.sessions, SIGNED_IN),
  change('DELETE', '/sessions/{id}', ASKED.nothing, endSession, {
    signedIn: true,
    parameters: { id: string() },
  }),
  change('POST', '/refresh', ASKED.nothing, null, { cannot: NO_REFRESH }),
  read('/health/live', health, TOLD.health, HEALTH),
  read('/health/ready', health, TOLD.health, HEALTH),
  read('/openapi.json', openApi, TOLD.openApi, JSON_ONLY),
]

/** The problems that a handler of its own may throw, besides those that the checks before it do. */
const OWN_PROBLEMS = new Map([
  [login, ['invalid-credentials', 'style-cannot']],
  [keepNote, ['state-too-large']],
  [changePassword, ['wrong-password', 'weak-password']],
  [logoutEverywhere, ['wrong-password']],
  [endSession, ['not-found']],
])

/** The routes at a path, each with the parameters that it finds there. */
function routesAt(path) {
  const decodeAll = () => path.split('/').map(decodeURIComponent)
  const segments = orInvalid('The address holds a broken percent-encoding.', decodeAll)
  const matched = ROUTES.map((route) => ({ ...route, params: match(route.path, segments) }))
  return matched.filter(({ params }) => params !== null)
}

function match(path, segments) {
  const template = path.split('/')
  const params = {}
  const fits = template.every((part, at) => {
    if (!part.startsWith('{')) return part === segments[at]
    params[part.slice(1, -1)] = segments[at]
    return Boolean(segments[at])
  })
  return fits && template.length === segments.length ? params : null
}

function allowed(routes) {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : method))
  return [...methods, 'OPTIONS'].join(', ')
}

// --- One request, in the contract's order of checks ---------------------------------------------

const HEADERS = {
  'Cache-Control': 'no-store', // rule 10
  'Content-Security-Policy':
    "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", // rule 15
  'Referrer-Policy': 'same-origin', // no-referrer would make a form send "Origin: null"
  Vary: 'Accept',
  'X-Content-Type-Options': 'nosniff',
}

async function answer(request, response) {
  try {
    const { host, path } = addressOf(request)
    const routes = checkAddress(request, host, path)
    if (request.method === 'OPTIONS') return send(response, 204, { Allow: allowed(routes) })
    const route = routeFor(request, routes)
    const isPage = !route.jsonOnly && checkAccept(request) === 'html'
    respond(response, isPage, await run(request, route))
  } catch (error) {
    respondProblem(request, response, error)
  }
}

/** Host, origin, length of the address, route: the routes that share it. */
function checkAddress(request, host, path) {
  if (request.headersDistinct.host?.length > 1) throw invalid('There is more than one Host.')
  const atPath = ROUTES.find((route) => route.path === path)
  if (!atPath?.anyHost && !OWN_ORIGINS.has(host)) {
    throw new Problem('misdirected-request', 'This is not one of the hosts of this server.')
  }
  checkOrigin(request, host)
  if (request.url.length > ADDRESS_CHARACTERS) {
    throw new Problem('uri-too-long', `An address has at most ${ADDRESS_CHARACTERS} characters.`)
  }
  const routes = routesAt(path)
  if (routes.length > 0) return routes
  throw new Problem('not-found', 'There is no such address on this server.')
}

/** Method, and what the style cannot do. */
function routeFor(request, routes) {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const route = routes.find((one) => one.method === method)
  if (route?.cannot) throw new Problem('style-cannot', route.cannot)
  if (route) return route
  const headers = { Allow: allowed(routes) }
  throw new Problem('method-not-allowed', `Allowed here: ${headers.Allow}.`, { headers })
}

function checkAccept(request) {
  const type = preferredType(request)
  if (type) return type
  throw new Problem('not-acceptable', 'Accept application/json or text/html.')
}

/** Signed in, then the body. (Two carriers at once: this style has one; a token sent is nothing.) */
async function run(request, route) {
  const { params, parameters = {} } = route
  checkSignedIn(route, recall(request))
  for (const [name, rules] of Object.entries(parameters)) {
    checkString(`"${name}" in the address`, params[name], rules)
  }
  const body = route.asks && (await readBody(request))
  route.refuse?.(body)
  if (route.asks) checkShape(body, route.asks)
  // Rule 13: a body may take its time, and the sign-in may have ended meanwhile. From here on a
  // handler that does not wait cannot be overtaken.
  const recalled = recall(request)
  checkSignedIn(route, recalled)
  return route.handle({ ...recalled, request, params, body, address: request.socket.remoteAddress })
}

function checkSignedIn(route, { state }) {
  if (route.signedIn && !state?.signIn) throw notSignedIn()
}

// --- Answers ------------------------------------------------------------------------------------

function respond(response, isPage, { json, html, cookie, to = '/' }) {
  const headers = cookie === undefined ? {} : { 'Set-Cookie': cookieHeader(cookie) }
  if (isPage && html === undefined) return send(response, 303, { ...headers, Location: to })
  if (isPage) return send(response, 200, { ...headers, ...HTML }, html)
  if (json === undefined) return send(response, 204, headers)
  send(response, 200, { ...headers, 'Content-Type': 'application/json' }, JSON.stringify(json))
}

const HTML = { 'Content-Type': 'text/html; charset=utf-8' }

/** Rule 1. A cookie is cleared by an empty value and a date long past. */
function cookieHeader(value) {
  const end = value === CLEARED ? '; Expires=Thu, 01 Jan 1970 00:00:00 GMT' : ''
  return `${COOKIE}=${value}${COOKIE_ATTRIBUTES}${end}`
}

/** An error sets no cookie (rule 2), and tells nothing but the problem. */
function respondProblem(request, response, error) {
  if (response.destroyed || response.headersSent) return
  const isKnown = error instanceof Problem
  if (!isKnown) console.error(error)
  const shown = isKnown ? error : new Problem('internal-error', 'Try again later.')
  const { status, body, headers } = shown
  if (REFUSALS.has(body.code)) {
    log('refused', { code: body.code, address: request.socket.remoteAddress })
  }
  if (preferredType(request) !== 'html') {
    return send(response, status, { ...headers, ...PROBLEM_TYPE }, JSON.stringify(body))
  }
  const members = Object.entries({ Code: body.code, Status: status, Detail: body.detail })
  send(response, status, { ...headers, ...HTML }, tablePage(body.title, members))
}

const PROBLEM_TYPE = { 'Content-Type': 'application/problem+json' }
const REFUSALS = new Set(['cross-origin', 'misdirected-request', 'too-many-attempts', 'busy'])

function send(response, status, headers, body) {
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
  response.writeHead(status, { ...HEADERS, ...headers, ...length })
  response.end(body) // Node leaves it out for HEAD
}

/** Rule 11: who and what. No caller hands over a password, a cookie or an id of a session. */
function log(event, members) {
  console.log(JSON.stringify({ time: isoTime(Date.now()), event, ...members }))
}

// --- The contract as OpenAPI 3.1, made from the routes above --------------------------------------

const content = (schema, ...types) => Object.fromEntries(types.map((type) => [type, { schema }]))
const TEXT_HTML = content({ type: 'string' }, 'text/html')

function describe(route) {
  const { method, path, signedIn, asks, parameters = {} } = route
  const words = path.split(/[^a-z]+/i).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
  const inPath = Object.entries(parameters).map(([name, schema]) => ({ name, schema }))
  return {
    operationId: method.toLowerCase() + (words.join('') || 'Home'),
    ...(signedIn && { security: [{ cookie: [] }] }),
    parameters: inPath.map((parameter) => ({ ...parameter, in: 'path', required: true })),
    ...(asks && { requestBody: requestBody(asks) }),
    responses: { ...successes(route), ...failures(route) },
  }
}

/** A body may be left out where nothing in it is required. */
const requestBody = (asks) => ({
  required: asks.required.length > 0,
  content: content(asks, ...PARSERS.keys()),
})

function successes({ method, tells, jsonOnly }) {
  const pages = method === 'GET' && !jsonOnly ? TEXT_HTML : {}
  const told = { description: 'Done', content: { ...content(tells, 'application/json'), ...pages } }
  const answer = tells ? { 200: told } : { 204: { description: 'Done' } }
  const next = { 303: { description: 'Done, for a page; the next one is at Location' } }
  return method === 'GET' ? answer : { ...answer, ...next }
}

const ALWAYS = ['invalid-request', 'uri-too-long', 'internal-error']
const OF_CHANGES = ['cross-origin', 'request-timeout', 'body-too-large', 'unsupported-media-type']

function failures({ method, handle, cannot, signedIn, guesses, jsonOnly, anyHost }) {
  const codes = [
    ...ALWAYS,
    ...(anyHost ? [] : ['misdirected-request']),
    ...(method === 'GET' ? [] : OF_CHANGES),
    ...(jsonOnly ? [] : ['not-acceptable']),
    ...(cannot ? ['style-cannot'] : []),
    ...(signedIn ? ['not-signed-in'] : []),
    ...(guesses ? ['too-many-attempts', 'busy'] : []),
    ...(OWN_PROBLEMS.get(handle) ?? []),
  ]
  const statuses = [...new Set(codes.map(statusOf))]
  const sharing = (status) => codes.filter((code) => statusOf(code) === status)
  return Object.fromEntries(statuses.map((status) => [status, problem(sharing(status))]))
}

const statusOf = (code) => PROBLEMS[code][0]
const problem = (codes) => ({
  description: codes.map((code) => `${code}: ${PROBLEMS[code][1]}`).join('; or '),
  content: {
    ...content({ $ref: '#/components/schemas/Problem' }, 'application/problem+json'),
    ...TEXT_HTML,
  },
})

const PROBLEM = {
  ...object({
    type: string({ format: 'uri' }),
    title: string(),
    status: { type: 'integer' },
    detail: string(),
    code: string({ enum: Object.keys(PROBLEMS) }),
    reason: string({ enum: Object.keys(WEAKNESSES) }),
    limitBytes: INTEGER,
    wouldNeedBytes: INTEGER,
  }),
  required: ['type', 'title', 'status', 'detail', 'code'],
}

const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'Three ways to remember: the contract', version: '1' },
  servers: [{ url: PUBLIC_ORIGIN }],
  paths: {},
  components: {
    schemas: { Problem: PROBLEM },
    responses: Object.fromEntries(Object.keys(PROBLEMS).map((code) => [code, problem([code])])),
    securitySchemes: { cookie: { type: 'apiKey', in: 'cookie', name: COOKIE } },
  },
}
for (const route of ROUTES) {
  OPENAPI.paths[route.path] = {
    ...OPENAPI.paths[route.path],
    [route.method.toLowerCase()]: describe(route),
  }
}

// --- The servers: one on each loopback address ----------------------------------------------------

/** What never became a request: Node's parser refused it, or it took too long (rule 9). */
function answerBroken(error, socket) {
  const response = lastResponses.get(socket)
  // Writing now would disturb an answer that is on its way, or add a second one.
  const isAnswered = response?.headersSent ? !response.req.complete : response?.req.complete
  if (!socket.writable || isAnswered || error.code === 'ECONNRESET') return socket.destroy()
  const code = BROKEN[error.code] ?? 'invalid-request'
  const { status, body } = new Problem(code, 'The request is not valid HTTP, or took too long.')
  const text = JSON.stringify(body)
  const length = { 'Content-Length': text.length, Connection: 'close' }
  const headers = { ...HEADERS, ...PROBLEM_TYPE, ...length }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines].join('\r\n')
  socket.end(`${head}\r\n\r\n${text}`, () => socket.destroy())
}

const BROKEN = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body-too-large',
}
const lastResponses = new WeakMap()

function listen(host) {
  const server = createServer({ requestTimeout: 10_000, connectionsCheckingInterval: 1000 })
  server.on('request', (request, response) => {
    lastResponses.set(request.socket, response)
    answer(request, response)
  })
  server.on('clientError', answerBroken)
  server.listen(PORT, host)
  return server
}

listen('127.0.0.1').on('listening', () => {
  console.log(`sound-server listens on ${PUBLIC_ORIGIN}`)
  process.send?.({ listening: `http://localhost:${PORT}` }) // to whoever started it as a child
})
listen('::1').on('error', () => console.log('sound-server: no IPv6 loopback here'))
