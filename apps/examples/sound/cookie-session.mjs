// A sound server of style `cookie-session`, written from the text of the contract alone: Hono, and a cookie of our own
// making (compressed, under an HMAC), in one file, without a line of shared/. Unlike a pure cookie session it remembers
// which sign-ins have ended, so it can revoke. Where the contract leaves a choice, this server makes one of its own.
//
//   node apps/examples/sound/cookie-session.mjs
//
// | environment | |
// |---|---|
// | PORT, PUBLIC_ORIGIN | 0: any free port; http://localhost:PORT unless said otherwise |
// | IDLE_SECONDS, ABSOLUTE_SECONDS | 3600, 86400 |
// | SIGN_IN_WINDOW_SECONDS | 3600 |
// | SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS, …_ADDRESS, …_ACCOUNT | allowed in that window: 8, 60, 400 |
// | ACCOUNT_CHANGES | a file: lines added to it such as `disable bob`, `enable bob`, `role bob member` are obeyed |
// | SCRYPT_COST | 131072 |

import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { html } from 'hono/html'

// ---------------------------------------------------------------- settings

function setting(name, usual) {
  const value = Number(process.env[name] ?? usual)
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} must be a whole number.`)
  return value
}

const idleSeconds = setting('IDLE_SECONDS', 3_600)
const absoluteSeconds = setting('ABSOLUTE_SECONDS', 86_400)
const allowed = {
  windowSeconds: setting('SIGN_IN_WINDOW_SECONDS', 3_600),
  accountAndAddress: setting('SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS', 8),
  address: setting('SIGN_IN_FAILURES_ADDRESS', 60),
  account: setting('SIGN_IN_FAILURES_ACCOUNT', 400),
}
const stateBytes = 3_600
const cookieBytes = 4_096
const bodyBytes = 16_384
const targetBytes = 8_000
const hashesAtOnce = 16

/** Known once the server listens. */
let origin
let cookieName
const isHttps = () => origin.protocol === 'https:'

const newId = () => BigInt(`0x${randomBytes(20).toString('hex')}`).toString(36)
const log = (event, who, address) =>
  console.log(`${new Date().toISOString()} ${event}: ${who ?? '(no such name)'} from ${address}`)

// ---------------------------------------------------------------- accounts

const scryptBytes = promisify(scrypt)
const N = setting('SCRYPT_COST', 131_072)
const derive = (password, salt) => scryptBytes(password, salt, 64, { N, maxmem: 2_100 * N })

async function hashed(password) {
  const salt = randomBytes(24)
  return { salt, hash: await derive(password, salt) }
}

/** `epoch` stands in every credential of the user: a new one ends them all. */
const accounts = new Map()
accounts.set('alice', {
  username: 'alice',
  role: 'member',
  epoch: newId(),
  ...(await hashed('alice-in-wonderland')),
})
accounts.set('bob', {
  username: 'bob',
  role: 'admin',
  epoch: newId(),
  ...(await hashed('bob-the-builder')),
})
/** What an unknown name is checked against, so that it takes its time too. */
const decoy = await hashed(newId())

/** What an operator wrote since the last request: a ban or a new role holds from this one on. */
let linesRead = 0
function noticeAccountChanges() {
  if (process.env.ACCOUNT_CHANGES === undefined) return
  const lines = readFileSync(process.env.ACCOUNT_CHANGES, 'utf8').split('\n').slice(0, -1)
  for (const line of lines.slice(linesRead)) {
    const [verb, username, role] = line.split(' ')
    const account = accounts.get(username)
    if (verb === 'role') account.role = role
    else account.isDisabled = verb === 'disable'
  }
  linesRead = lines.length
}

/** Names are the same in capitals. */
const accountOf = (name) => accounts.get(name.toLowerCase())

const publishedList = `password password1 password123 password1234 passwort1 qwertyuiop qwerty12
qwerty123 qwerty1234 asdfghjkl zxcvbnm123 1qaz2wsx 12341234 12345678 123456789 1234567890 11111111
123123123 88888888 987654321 iloveyou iloveyou1 princess1 sunshine1 football1 baseball1 welcome123
letmein123 admin123 administrator monkey123 dragon123 superman1 batman123 trustno1 changeme123`
  .split(/\s/)
  .filter(Boolean)

function weakness(password, { username }) {
  const wanted = password.toLowerCase()
  if (wanted === username.repeat(Math.max(1, wanted.length / username.length))) return 'name'
  if (publishedList.includes(wanted)) return 'common'
  if (password.length > 256) return 'too-long'
  return password.length < 8 ? 'too-short' : null
}

// ---------------------------------------------------------------- problems

const problems = {
  'invalid-request': [400, 'Bad request'],
  'weak-password': [400, 'Weak password'],
  'invalid-credentials': [401, 'Wrong name or password'],
  'not-signed-in': [401, 'Sign in first'],
  'cross-origin': [403, 'Foreign page'],
  'wrong-password': [403, 'Wrong password'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  'not-acceptable': [406, 'Not acceptable'],
  'body-too-large': [413, 'Body too large'],
  'state-too-large': [413, 'Cookie full'],
  'uri-too-long': [414, 'Address too long'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  'misdirected-request': [421, 'Wrong host'],
  'too-many-attempts': [429, 'Too many attempts'],
  'internal-error': [500, 'Internal error'],
  'style-cannot': [501, 'Not with this style'],
  busy: [503, 'Busy'],
}

class Problem extends Error {
  constructor(code, detail, { headers = {}, ...members } = {}) {
    super(detail)
    Object.assign(this, { code, headers, members })
  }
}

// ---------------------------------------------------------------- guessing (rule 8)

/** Failures in a window that opens with the first of them: key → {count, endsAt}. */
const windows = new Map()

function failuresOf(key) {
  const open = windows.get(key)
  if (open && open.endsAt > Date.now()) return open
  windows.delete(key)
  return { count: 0, endsAt: Date.now() + allowed.windowSeconds * 1000 }
}

const keysOf = (name, address) => ({
  accountAndAddress: `${address}|${name.toLowerCase()}`,
  address: `${address}|`,
  account: `|${name.toLowerCase()}`,
})

function refusePastLimit(keys, address) {
  const full = Object.entries(keys)
    .map(([limit, key]) => [allowed[limit], failuresOf(key)])
    .filter(([most, { count }]) => count >= most)
  if (full.length === 0) return
  log('too many attempts', 'someone', address)
  const endsAt = Math.max(...full.map(([, { endsAt }]) => endsAt))
  const seconds = Math.ceil((endsAt - Date.now()) / 1000)
  throw new Problem('too-many-attempts', 'Please wait before you try again.', {
    headers: { 'retry-after': String(Math.max(seconds, 1)) },
  })
}

let hashing = 0

/**
 * The account, or null. Guesses are hashed side by side, and judged only when they are done: of a hundred sent at
 * once, as many are answered as are allowed.
 */
async function guess(name, password, address) {
  const keys = keysOf(name, address)
  refusePastLimit(keys, address)
  if (hashing >= hashesAtOnce) {
    throw new Problem('busy', 'Too much to do.', { headers: { 'retry-after': '1' } })
  }
  hashing++
  const account = accountOf(name)
  const { salt, hash } = account ?? decoy
  const found = await derive(password, salt).finally(() => hashing--)
  refusePastLimit(keys, address)
  if (timingSafeEqual(found, hash) && account && !account.isDisabled) {
    windows.delete(keys.accountAndAddress)
    return account
  }
  for (const key of Object.values(keys)) {
    const { count, endsAt } = failuresOf(key)
    windows.set(key, { count: count + 1, endsAt })
  }
  if (windows.size > 30_000) for (const key of windows.keys()) failuresOf(key)
  return null
}

// ---------------------------------------------------------------- the cookie

const macKey = randomBytes(48)
const macOf = (payload) => createHmac('sha384', macKey).update(payload).digest('hex')

/** Sign-ins (and visits of strangers) that ended while copies of their cookie may still be about: id → until. */
const ended = new Map()

function end(state) {
  if (!state) return
  const now = Date.now()
  // A slow request that began before may still renew its own copy; this outlasts the longest of them.
  ended.set(state.id, now + Math.max(idleSeconds, absoluteSeconds) * 1000 + 60_000)
  for (const [id, until] of ended) if (until < now) ended.delete(id)
}

function seal({ id, visits, account, epoch, since, notes }) {
  const facts = [id, visits, Date.now()]
  if (account) facts.push(account.username, epoch, since, Object.fromEntries(notes))
  const payload = deflateRawSync(JSON.stringify(facts)).toString('base64url')
  return `${macOf(payload)}:${payload}`
}

const expiryOf = (seen, since = Number.POSITIVE_INFINITY) =>
  Math.min(seen + idleSeconds * 1000, since + absoluteSeconds * 1000)

function unseal(value) {
  const [mac, payload, ...rest] = value.split(':')
  const right = Buffer.from(macOf(payload ?? ''))
  const claimed = Buffer.from(mac)
  if (rest.length > 0 || right.length !== claimed.length) return null
  if (!timingSafeEqual(right, claimed)) return null
  const [id, visits, seen, username, epoch, since, notes] = JSON.parse(
    inflateRawSync(Buffer.from(payload, 'base64url')),
  )
  const expiresAt = expiryOf(seen, since)
  if (expiresAt <= Date.now() || ended.has(id)) return null
  if (!username) return { id, visits, expiresAt }
  const account = accounts.get(username)
  if (account?.epoch !== epoch || account.isDisabled) return null
  return { id, visits, expiresAt, account, epoch, since, notes: new Map(Object.entries(notes)) }
}

function recall(c) {
  const pairs = (c.req.header('cookie') ?? '').split(/; ?/)
  const values = pairs.filter((pair) => pair.startsWith(`${cookieName}=`))
  for (const pair of values) {
    const state = unseal(pair.slice(cookieName.length + 1))
    if (state) return state
  }
  return null
}

const setCookie = (c, value, more = '') => {
  const secure = isHttps() ? '; secure' : ''
  const line = `${cookieName}=${value}; samesite=lax; path=/; httponly${secure}; priority=high${more}`
  c.header('set-cookie', line, { append: true })
}

function remember(c, state) {
  const value = seal(state)
  if (cookieName.length + value.length > cookieBytes)
    throw new Error('The state outgrew its cookie.')
  setCookie(c, value)
}
const forget = (c) => setCookie(c, '', '; max-age=0')

// ---------------------------------------------------------------- pages

/** The fields stand beside their forms, tied to them by `form`; a row of the table is a note. */
function layout(title, body, nonce) {
  return html`<!DOCTYPE HTML>
<HTML LANG='en'>
<HEAD>
<META CHARSET='utf-8'>
<TITLE>${title}</TITLE>
<STYLE NONCE='${nonce}'>td { vertical-align: top; border: 1px solid } </STYLE>
</HEAD>
<BODY>
${body}
</BODY>
</HTML>`
}

const signInForm = () => html`<FORM ACTION='${origin.origin}/login' METHOD='POST' ID='in'>
<P>Who are you?
<INPUT TYPE='text' MAXLENGTH='64' NAME='username' AUTOCOMPLETE='username'>
<INPUT TYPE='password' NAME='password' AUTOCOMPLETE='current-password'>
<INPUT TYPE='submit' VALUE='Enter'></P>
</FORM>`

const noteRow = ({ name, text }) => html`<TR>
<TH>${name}</TH><TD><PRE>
${text}</PRE></TD>
<TD><FORM METHOD='POST'><BUTTON FORMACTION='/notes/${name}/delete'>Remove ${name}</BUTTON></FORM></TD></TR>`

const noteTable = (notes) => html`<TABLE>${notes.map(noteRow)}</TABLE>`

const userForms = () => html`<FORM ACTION='/notes' METHOD='POST' ID='note'></FORM>
<P><INPUT FORM='note' NAME='name' PLACEHOLDER='name'>
<TEXTAREA FORM='note' NAME='text'></TEXTAREA> <BUTTON FORM='note'>Write down</BUTTON></P>
<FORM ACTION='/password' METHOD='POST'>
<INPUT TYPE='password' NAME='currentPassword' AUTOCOMPLETE='current-password'>
<INPUT TYPE='password' NAME='newPassword' AUTOCOMPLETE='new-password'>
<INPUT TYPE='submit' VALUE='New password'>
</FORM>
<FORM ACTION='/logout/everywhere' METHOD='POST'>
<INPUT TYPE='password' NAME='currentPassword' AUTOCOMPLETE='current-password'>
<INPUT TYPE='submit' VALUE='Leave everywhere'>
</FORM>
<FORM ACTION='/logout' METHOD='POST'><INPUT TYPE='submit' VALUE='Leave'></FORM>`

// ---------------------------------------------------------------- answers

/** Bodies leave in chunks, without a length. */
function chunked(c, status, type, body) {
  const bytes = new TextEncoder().encode(String(body))
  const half = bytes.length >> 1
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, half))
      controller.enqueue(bytes.subarray(half))
      controller.close()
    },
  })
  c.header('content-type', type)
  c.header('transfer-encoding', 'chunked')
  return c.body(stream, status)
}

const sendJson = (c, value) => chunked(c, 200, 'application/json', JSON.stringify(value, null, 1))
async function sendPage(c, status, title, body) {
  const page = await layout(title, body, c.get('nonce'))
  return chunked(c, status, 'text/html; charset=UTF-8', page)
}

function sendProblem(c, { code, message, headers, members }) {
  const [status, title] = problems[code]
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (status === 401) {
    c.header(
      'www-authenticate',
      `Cookie realm="notes", form-action="/", cookie-name="${cookieName}"`,
    )
  }
  if (wants(c) === 'html') {
    const again = code === 'invalid-credentials' ? signInForm() : ''
    const body = html`<H1>${title}</H1><P>${message}</P><P>Error ${status}, <TT>${code}</TT></P>${again}`
    return sendPage(c, status, title, body)
  }
  const problem = {
    code,
    ...members,
    detail: message,
    instance: `urn:uuid:${crypto.randomUUID()}`,
    status,
    title,
    type: `${origin.origin}/about#${code}`,
  }
  return chunked(c, status, 'application/problem+json', JSON.stringify(problem))
}

/** JSON, a page, or null where neither fits. */
function wants(c) {
  if (c.get('jsonAlways') || /^bearer /i.test(c.req.header('authorization') ?? '')) return 'json'
  const header = c.req.header('accept')
  if (!header) return 'json'
  const match = (ranges, type, sub) => {
    const of = (range) => ranges.find((each) => each.type.toLowerCase() === range)
    return (of(`${type}/${sub}`) ?? of(`${type}/*`) ?? of('*/*'))?.q ?? 0
  }
  return accepts(c, {
    header: 'Accept',
    supports: ['json', 'html'],
    default: null,
    match: (ranges) => {
      const page = match(ranges, 'text', 'html')
      const json = match(ranges, 'application', 'json')
      if (page === 0 && json === 0) return null
      return page > json ? 'html' : 'json'
    },
  })
}

function changed(c, location = '/') {
  return wants(c) === 'html' ? c.redirect(location, 303) : c.body(null, 204)
}

// ---------------------------------------------------------------- bodies

const string = (maxLength) => ({ type: 'string', ...(maxLength && { maxLength }) })
const object = (properties, optional = {}) => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
  additionalProperties: false,
})
const namePattern = '[A-Za-z0-9_-]{1,64}'
const noteName = { type: 'string', pattern: `^${namePattern}$` }

const loginBody = object(
  { username: string(64), password: string(256) },
  { next: string(), carrier: { type: 'string', enum: ['cookie', 'bearer'] } },
)
const namedNote = object({ name: noteName, text: string() })
const noteText = object({ text: string() })
const newPasswordBody = object({ currentPassword: string(), newPassword: string() })
const currentPasswordBody = object({ currentPassword: string() })
const noBody = object({})

/** As much of JSON Schema as the schemas above use. */
function check(schema, value) {
  const complain = (what) => {
    throw new Problem('invalid-request', what)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    complain('The body must be an object.')
  }
  for (const name of schema.required)
    if (!Object.hasOwn(value, name)) complain(`No "${name}" came.`)
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(schema.properties, name)) complain('One member is not known here.')
    const { maxLength, pattern, enum: either } = schema.properties[name]
    if (typeof member !== 'string') complain(`"${name}" must be a string.`)
    if (maxLength && member.length > maxLength)
      complain(`"${name}" has over ${maxLength} characters.`)
    if (pattern && !new RegExp(pattern).test(member)) complain(`"${name}" must match ${pattern}.`)
    if (either && !either.includes(member))
      complain(`"${name}" must be one of ${either.join(', ')}.`)
  }
  return value
}

async function readBytes(c) {
  const chunks = []
  let length = 0
  // The connection must outlive a body that is too large: it carries the answer.
  for await (const chunk of c.env.incoming.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > bodyBytes) throw new Problem('body-too-large', `${bodyBytes} bytes are the most.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function readForm(text) {
  const members = new Map()
  for (const field of text.split('&')) {
    if (field === '') continue
    const equals = field.indexOf('=')
    const [name, value] = (
      equals < 0 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)]
    ).map((part) => decodeURIComponent(part.replaceAll('+', '%20')))
    if (members.has(name)) throw new Error('twice')
    members.set(name, value)
  }
  return Object.fromEntries(members)
}

async function bodyOf(c, schema) {
  const declared = Number(c.req.header('content-length') ?? 0)
  if (declared > bodyBytes) throw new Problem('body-too-large', `${bodyBytes} bytes are the most.`)
  const encoding = c.req.header('content-encoding') ?? 'identity'
  const bytes = await readBytes(c)
  if (bytes.length === 0) return check(schema, {})
  const [type, ...rest] = (c.req.header('content-type') ?? '')
    .toLowerCase()
    .replaceAll(' ', '')
    .split(';')
  const read = { 'application/json': JSON.parse, 'application/x-www-form-urlencoded': readForm }[
    type
  ]
  const charset = rest.find((parameter) => parameter.startsWith('charset='))?.slice(8) ?? 'utf-8'
  if (!read || encoding !== 'identity' || charset.replaceAll('"', '') !== 'utf-8') {
    throw new Problem('unsupported-media-type', 'Only JSON and forms in UTF-8 can be read.')
  }
  let body
  try {
    body = read(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Problem('invalid-request', `This is not ${type}.`)
  }
  return check(schema, body)
}

// ---------------------------------------------------------------- what comes before every route

function checkHost(c) {
  const { aimedAt, hosts } = c.env.incoming.aim
  if (/^\/health\/(live|ready)$/.test(c.req.path)) return
  if (hosts > 1) throw new Problem('invalid-request', 'Two hosts were named.')
  let host
  try {
    host = new URL(`${origin.protocol}//${aimedAt}`).host
  } catch {}
  if (host !== origin.host) throw new Problem('misdirected-request', 'No such host lives here.')
}

function checkOrigin(c) {
  if (['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(c.req.method)) return
  const fetchSite = c.req.header('sec-fetch-site')
  const from = c.req.header('origin')
  const isOurs =
    fetchSite === undefined
      ? from === undefined || from === origin.origin
      : ['same-origin', 'none'].includes(fetchSite)
  if (isOurs) return
  log('refused from another site', 'someone', addressOf(c))
  throw new Problem('cross-origin', 'This page is not allowed to change anything here.')
}

function checkTarget(c) {
  if (c.env.incoming.url.length > targetBytes) {
    throw new Problem('uri-too-long', 'Nobody has such a long address.')
  }
  try {
    decodeURIComponent(c.req.path)
  } catch {
    throw new Problem('invalid-request', 'A "%" in the address stands alone.')
  }
}

const addressOf = (c) => c.env.incoming.socket.remoteAddress

// ---------------------------------------------------------------- routes

const can = {
  revoke: true,
  endEverywhere: true,
  listSessions: false,
  noticeAccountChanges: true,
  refresh: false,
}

const publicUser = ({ username, role }) => ({ username, role })
const noteArray = (state) => [...state.notes].map(([name, text]) => ({ name, text })).reverse()

function about(c) {
  return sendJson(c, {
    version: '1',
    style: 'cookie-session',
    can,
    cookies: [cookieName],
    carriers: ['cookie'],
    lifetime: { absoluteSeconds, idleSeconds },
    limits: { signIn: allowed, stateBytes, bodyBytes },
    stateKeptBy: 'client',
    store: null,
  })
}

function home(c) {
  const state = c.get('state') ?? { id: newId(), visits: 0 }
  const visits = state.visits + 1
  if (c.req.method !== 'HEAD') remember(c, { ...state, visits })
  const message =
    visits > 1
      ? `You visited this page ${visits} times`
      : 'Welcome to this page for the first time!'
  const { account } = state
  if (wants(c) !== 'html') {
    return sendJson(c, { user: account ? publicUser(account) : null, visits, message })
  }
  const body = account
    ? html`<P>${message}</P><H2>Notes of ${account.username}</H2>${noteTable(noteArray(state))}${userForms()}`
    : html`<P>${message}</P>${signInForm()}`
  return sendPage(c, 200, 'Notes', body)
}

function pathOf(next) {
  const suspicious = [...next].some((char) => char < ' ' || char === '\x7f' || char === '\\')
  if (suspicious || next.startsWith('//') || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  // Of `/.//host` the path is `//host`: an address of its own, once Location sends it.
  const stays = url.origin === origin.origin && !url.pathname.startsWith('//')
  return stays ? url.pathname + url.search : '/'
}

async function login(c) {
  const { username, password, next = '/', carrier } = await bodyOf(c, loginBody)
  if (carrier === 'bearer')
    throw new Problem('style-cannot', 'The state lives in a cookie, not in a token.')
  const account = await guess(username, password, addressOf(c))
  if (!account) {
    log('sign-in failed', accountOf(username)?.username, addressOf(c))
    throw new Problem('invalid-credentials', 'Nobody here goes by that name and password.')
  }
  const before = c.get('state')
  const isBack = before?.account === account
  end(before)
  remember(c, {
    id: newId(),
    account,
    epoch: account.epoch,
    since: Date.now(),
    visits: before && (isBack || !before.account) ? before.visits : 0,
    notes: isBack ? before.notes : new Map(),
  })
  log('signed in', account.username, addressOf(c))
  return wants(c) === 'html'
    ? c.redirect(pathOf(next), 303)
    : sendJson(c, { user: publicUser(account) })
}

function me(c) {
  const { account, visits, since, expiresAt } = c.get('state')
  const signedInAt = new Date(since).toISOString()
  const until = new Date(expiresAt).toISOString()
  if (wants(c) !== 'html') {
    return sendJson(c, { expiresAt: until, signedInAt, visits, user: publicUser(account) })
  }
  return sendPage(
    c,
    200,
    'You',
    html`<P>${account.username} (${account.role}), here since ${signedInAt}, until ${until}: ${visits} visits.</P>`,
  )
}

function listNotes(c) {
  const notes = noteArray(c.get('state'))
  return wants(c) === 'html' ? sendPage(c, 200, 'Notes', noteTable(notes)) : sendJson(c, { notes })
}

function write(c, name, text) {
  const state = c.get('state')
  const next = { ...state, notes: new Map(state.notes).set(name, text) }
  const wouldNeedBytes = cookieName.length + seal(next).length
  if (wouldNeedBytes > stateBytes) {
    throw new Problem('state-too-large', 'The cookie has no room for this note.', {
      wouldNeedBytes,
      limitBytes: stateBytes,
    })
  }
  remember(c, next)
  return changed(c)
}

async function putNote(c) {
  const { text } = await bodyOf(c, noteText)
  return write(c, c.req.param('name'), text)
}

async function postNote(c) {
  const { name, text } = await bodyOf(c, namedNote)
  return write(c, name, text)
}

async function deleteNote(c) {
  if (c.req.method === 'POST') await bodyOf(c, noBody)
  const state = c.get('state')
  const notes = new Map(state.notes)
  notes.delete(c.req.param('name'))
  remember(c, { ...state, notes })
  return changed(c)
}

async function confirm(c, currentPassword) {
  const { username } = c.get('state').account
  const account = await guess(username, currentPassword, addressOf(c))
  if (account) return account
  log('wrong password', username, addressOf(c))
  throw new Problem('wrong-password', 'The password that you have now is another.')
}

async function password(c) {
  const { currentPassword, newPassword } = await bodyOf(c, newPasswordBody)
  const account = await confirm(c, currentPassword)
  const reason = weakness(newPassword, account)
  if (reason) throw new Problem('weak-password', 'Anyone could guess that.', { reason })
  const fresh = await hashed(newPassword)
  const state = c.get('state')
  // Of two changes at once the first wins, and has ended this sign-in.
  if (state.epoch !== account.epoch) throw new Problem('not-signed-in', 'This sign-in has ended.')
  Object.assign(account, fresh, { epoch: newId() })
  log('password changed', account.username, addressOf(c))
  end(state)
  remember(c, { ...state, id: newId(), epoch: account.epoch })
  return changed(c)
}

async function logout(c) {
  await bodyOf(c, noBody)
  const state = c.get('state')
  if (state?.account) log('signed out', state.account.username, addressOf(c))
  end(state)
  forget(c)
  return changed(c)
}

async function logoutEverywhere(c) {
  const { currentPassword } = await bodyOf(c, currentPasswordBody)
  const account = await confirm(c, currentPassword)
  account.epoch = newId()
  log('signed out everywhere', account.username, addressOf(c))
  forget(c)
  return changed(c)
}

const health = (c) => sendJson(c, { ok: true })

const reasons = {
  listSessions: 'The server knows which sign-ins ended, not which are open.',
  refresh: 'A cookie that holds the state is renewed with every change of it.',
}

/** [method, path, handler, what it asks for]; `:name` is a note's. */
const routes = [
  ['GET', '/', home, {}],
  ['GET', '/about', about, { jsonAlways: true }],
  ['POST', '/login', login, { body: loginBody }],
  ['GET', '/me', me, { user: true }],
  ['GET', '/notes', listNotes, { user: true }],
  ['POST', '/notes', postNote, { user: true, body: namedNote }],
  ['PUT', '/notes/:name', putNote, { user: true, body: noteText }],
  ['DELETE', '/notes/:name', deleteNote, { user: true }],
  ['POST', '/notes/:name/delete', deleteNote, { user: true, body: noBody }],
  ['POST', '/password', password, { user: true, body: newPasswordBody }],
  ['POST', '/logout', logout, { body: noBody }],
  ['POST', '/logout/everywhere', logoutEverywhere, { user: true, body: currentPasswordBody }],
  ['GET', '/sessions', null, { user: true, needs: 'listSessions' }],
  ['DELETE', '/sessions/:id', null, { user: true, needs: 'listSessions' }],
  ['POST', '/refresh', null, { needs: 'refresh' }],
  ['GET', '/health/live', health, { jsonAlways: true }],
  ['GET', '/health/ready', health, { jsonAlways: true }],
  ['GET', '/openapi.json', (c) => sendJson(c, openApi()), { jsonAlways: true }],
]

// ---------------------------------------------------------------- the contract as OpenAPI

function openApi() {
  const paths = {}
  const problem = { $ref: '#/components/schemas/problem' }
  for (const [method, path, , { user, body }] of routes) {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    const types = ['application/json', 'application/x-www-form-urlencoded']
    const described = paths[path.replace(/:(\w+)/, '{$1}')] ?? {}
    described[method.toLowerCase()] = {
      summary: `${method} ${path}`,
      ...(names.length > 0 && {
        parameters: names.map((name) => ({
          in: 'path',
          name,
          required: true,
          schema: name === 'name' ? noteName : string(),
        })),
      }),
      ...(user && { security: [{ visitor: [] }] }),
      ...(body && {
        requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema: body }])) },
      }),
      responses: {
        '2XX': { description: 'It worked.' },
        '3XX': { description: 'It worked, and there is a page to see.' },
        default: {
          description: 'It did not.',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
    }
    paths[path.replace(/:(\w+)/, '{$1}')] = described
  }
  return {
    openapi: '3.1.1',
    info: { version: '1', title: 'Notes in a cookie' },
    paths,
    components: {
      securitySchemes: { visitor: { type: 'apiKey', in: 'cookie', name: cookieName } },
      schemas: {
        problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code'],
          properties: { code: { enum: Object.keys(problems) } },
        },
      },
    },
  }
}

// ---------------------------------------------------------------- the app

const app = new Hono()

app.use(async (c, next) => {
  const nonce = randomBytes(16).toString('base64url')
  c.set('nonce', nonce)
  c.header('cache-control', 'no-store, private')
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'strict-origin-when-cross-origin')
  c.header('x-frame-options', 'DENY')
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'`,
  )
  c.header('vary', 'accept')
  if (c.req.method === 'GET') c.header('connection', 'close')
  checkHost(c)
  checkOrigin(c)
  checkTarget(c)
  noticeAccountChanges()
  await next()
})

for (const [method, path, handle, asks] of routes) {
  const pattern = path.replace(':name', `:name{${namePattern}}`)
  app.on(method, pattern, async (c) => {
    if (asks.needs) throw new Problem('style-cannot', reasons[asks.needs])
    c.set('jsonAlways', asks.jsonAlways)
    if (wants(c) === null) throw new Problem('not-acceptable', 'Choose JSON or HTML.')
    c.set('state', recall(c))
    if (asks.user && !c.get('state')?.account) throw new Problem('not-signed-in', 'Who are you?')
    return handle(c)
  })
}

for (const path of new Set(routes.map(([, path]) => path))) {
  const methods = routes.filter((route) => route[1] === path).map(([method]) => method)
  const allow = ['OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : []), ...methods].join(',')
  app.all(path.replace(':name', `:name{${namePattern}}`), (c) => {
    c.header('allow', allow)
    if (c.req.method === 'OPTIONS') return c.body(null, 204)
    throw new Problem('method-not-allowed', `Here one may ${allow}.`, { headers: { allow } })
  })
}

app.notFound(() => {
  throw new Problem('not-found', 'There is no such page.')
})

app.onError((error, c) => {
  if (error instanceof Problem) return sendProblem(c, error)
  console.log(`${new Date().toISOString()} fault: ${error.name}`)
  return sendProblem(c, new Problem('internal-error', 'This should not have happened.'))
})

// ---------------------------------------------------------------- from Node's request to Hono's

const listener = getRequestListener(app.fetch)

/** Hono builds a URL from `Host`; the contract wants it judged first. So Hono gets our own, and we keep what came. */
function onRequest(incoming, outgoing) {
  const hosts = incoming.rawHeaders.filter((name, i) => i % 2 === 0 && /^host$/i.test(name)).length
  let aimedAt = incoming.headers.host ?? ''
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/i.exec(incoming.url)
  if (absolute) aimedAt = absolute[1]
  const target = absolute ? absolute[2] : incoming.url
  incoming.url = target.startsWith('/') ? target.replaceAll('\\', '%5C') : '/'
  incoming.headers.host = origin.host
  incoming.aim = { aimedAt, hosts }
  return listener(incoming, outgoing)
}

const server = createServer(
  { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
  onRequest,
)
server.listen(setting('PORT', 0), 'localhost', () => {
  const { port } = server.address()
  origin = new URL(process.env.PUBLIC_ORIGIN ?? `http://localhost:${port}`)
  cookieName = isHttps() ? '__Host-memory' : 'memory'
  const url = `http://localhost:${port}`
  console.log(`Notes in a cookie: ${url}`)
  process.send?.({ listening: url })
})
