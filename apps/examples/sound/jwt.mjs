// A sound server of style `jwt`, written from the text of the contract alone: Express and jsonwebtoken, in one file,
// without a line of shared/. Where the contract leaves a choice, this server makes one of its own.
//
//   node apps/examples/sound/jwt.mjs
//
// | environment | |
// |---|---|
// | PORT, PUBLIC_ORIGIN | 0: any free port; its address on 127.0.0.1 unless said otherwise |
// | IDLE_SECONDS, ABSOLUTE_SECONDS | 900, 28800 |
// | JWT_ALGORITHM, JWT_KEY | HS256 or ES256; the secret, or the private key in PEM: made anew at each start without it |
// | BEARER_ORIGINS | origins, separated by blanks, whose scripts may sign in for a bearer token |
// | SIGN_IN_WINDOW_SECONDS | 600 |
// | SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS, …_ADDRESS, …_ACCOUNT | allowed in that window: 3, 30, 90 |
// | SCRYPT_COST | 131072 |

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { Ajv } from 'ajv'
import express from 'express'
import jwt from 'jsonwebtoken'

// ---------------------------------------------------------------- settings

const setting = (name, usual) => {
  const value = Number(process.env[name] ?? usual)
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} must be a whole number.`)
  return value
}

const idleSeconds = setting('IDLE_SECONDS', 900)
const absoluteSeconds = setting('ABSOLUTE_SECONDS', 28_800)
const signInLimits = {
  windowSeconds: setting('SIGN_IN_WINDOW_SECONDS', 600),
  accountAndAddress: setting('SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS', 3),
  address: setting('SIGN_IN_FAILURES_ADDRESS', 30),
  account: setting('SIGN_IN_FAILURES_ACCOUNT', 90),
}
const bearerOrigins = (process.env.BEARER_ORIGINS ?? '').split(' ').filter(Boolean)
const algorithm = process.env.JWT_ALGORITHM ?? 'HS256'
if (!['HS256', 'ES256'].includes(algorithm)) throw new Error('JWT_ALGORITHM is HS256 or ES256.')

const limits = { stateBytes: 1_800, bodyBytes: 6_000, targetBytes: 2_000, cookieBytes: 4_096 }
const can = {
  revoke: false,
  endEverywhere: false,
  listSessions: false,
  noticeAccountChanges: false,
  refresh: false,
}

/** Known once the server listens: its own origin, and with it the cookie's name. */
const site = { origin: '', host: '', https: false, cookieName: '' }

const nowSeconds = () => Math.floor(Date.now() / 1000)
const isoSeconds = (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
const log = (event, facts) =>
  console.log(JSON.stringify({ at: isoSeconds(nowSeconds()), event, ...facts }))

// ---------------------------------------------------------------- accounts

const scryptBytes = promisify(scrypt)
const scryptCost = setting('SCRYPT_COST', 131_072)
const derive = (password, salt) =>
  scryptBytes(password, salt, 32, { N: scryptCost, r: 8, p: 1, maxmem: 256 * scryptCost * 8 })

async function account(username, role, password) {
  const salt = randomBytes(16)
  return { username, role, salt, hash: await derive(password, salt) }
}

const accounts = new Map()
for (const [name, role, password] of [
  ['alice', 'member', 'alice-in-wonderland'],
  ['bob', 'admin', 'bob-the-builder'],
]) {
  accounts.set(name, await account(name, role, password))
}
/** Hashed against for an unknown name, so that it takes as long as a known one. */
const nobody = await account('', '', randomBytes(32).toString('hex'))

async function passwordFits(name, password) {
  const found = accounts.get(name)
  const { salt, hash } = found ?? nobody
  const fits = timingSafeEqual(hash, await derive(password, salt))
  return found && fits ? found : null
}

const commonPasswords = new Set(
  `12345678 123456789 1234567890 password password1 password12 password123 passw0rd qwertyuiop
  qwerty123 iloveyou sunshine princess football baseball superman trustno1 letmein1 welcome1
  whatever starwars computer corvette jennifer 11111111 00000000 87654321 abcd1234 1q2w3e4r`
    .split(/\s+/)
    .filter(Boolean),
)

function weakness(password, username) {
  const length = [...password].length
  if (length < 8) return 'too-short'
  if (length > 256) return 'too-long'
  const lower = password.toLowerCase()
  if (commonPasswords.has(lower)) return 'common'
  if (lower.replaceAll(username.toLowerCase(), '') === '') return 'name'
  return null
}

// ---------------------------------------------------------------- guessing (rule 8)

/** Times of failures by key, oldest first: the window slides. */
const failures = new Map()
const guessKeys = (name, address) => [
  [`here ${address} ${name}`, signInLimits.accountAndAddress],
  [`address ${address}`, signInLimits.address],
  [`account ${name}`, signInLimits.account],
]

function recentFailures(key) {
  const since = Date.now() - signInLimits.windowSeconds * 1000
  const times = (failures.get(key) ?? []).filter((time) => time > since)
  if (times.length > 0) failures.set(key, times)
  else failures.delete(key)
  return times
}

function refuseTooMany(name, address) {
  const waits = guessKeys(name, address).map(([key, allowed]) => {
    const times = recentFailures(key)
    if (times.length < allowed) return 0
    return times[times.length - allowed] + signInLimits.windowSeconds * 1000 - Date.now()
  })
  const waitMs = Math.max(...waits)
  if (waitMs <= 0) return
  log('too-many-attempts', { address })
  throw new Problem(
    'too-many-attempts',
    'Too many wrong passwords came before this one. Come back later.',
    {},
    { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))) },
  )
}

function countFailure(name, address) {
  for (const [key] of guessKeys(name, address))
    failures.set(key, [...recentFailures(key), Date.now()])
  if (failures.size > 50_000) for (const key of failures.keys()) recentFailures(key)
}

/** One password is hashed at a time, so guesses sent at once are still counted one after the other. */
let lastInLine = Promise.resolve()
let waiting = 0
let hashMs = 0
const LONGEST_WAIT_MS = 3_000

function inLine(work) {
  if (waiting * hashMs > LONGEST_WAIT_MS) {
    throw new Problem('busy', 'Too many visitors sign in right now.', {}, { 'Retry-After': '2' })
  }
  waiting++
  const mine = lastInLine.then(work).finally(() => waiting--)
  lastInLine = mine.catch(() => {})
  return mine
}

/** The account, or null for a wrong guess, which is counted. */
function guess(name, password, address) {
  return inLine(async () => {
    refuseTooMany(name, address)
    const startedMs = performance.now()
    const found = await passwordFits(name, password)
    hashMs = performance.now() - startedMs
    if (!found) countFailure(name, address)
    return found
  })
}

// ---------------------------------------------------------------- the credential

const broughtKey = process.env.JWT_KEY
const newEcKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const signingKey =
  algorithm === 'ES256'
    ? broughtKey
      ? createPrivateKey(broughtKey)
      : newEcKey()
    : (broughtKey ?? randomBytes(48).toString('base64'))
const publicKey = algorithm === 'ES256' ? createPublicKey(signingKey) : null
const checkingKey = publicKey ?? signingKey
const keyId = 'k1'

const ajv = new Ajv({ allErrors: false })
const claimsFit = ajv.compile({
  type: 'object',
  required: ['exp', 'iat', 'v'],
  properties: {
    exp: { type: 'integer' },
    iat: { type: 'integer' },
    v: { type: 'integer', minimum: 0 },
    who: {
      type: 'object',
      required: ['nick', 'rank', 'run', 'from', 'memo'],
      properties: {
        nick: { type: 'string' },
        rank: { type: 'string' },
        run: { type: 'string' },
        from: { type: 'integer' },
        memo: { type: 'array' },
      },
    },
  },
})

/** A state is `{visits}`, and of one who signed in also `{user, signInId, signedInAt, notes: Map}`. */
const anonymous = () => ({ visits: 0 })

function endOf(state) {
  const idle = nowSeconds() + idleSeconds
  return state.user ? Math.min(idle, state.signedInAt + absoluteSeconds) : idle
}

function sign(state, carrier) {
  const claims = { iss: site.origin, aud: carrier, exp: endOf(state), v: state.visits }
  if (state.user) {
    claims.who = {
      nick: state.user.username,
      rank: state.user.role,
      run: state.signInId,
      from: state.signedInAt,
      memo: [...state.notes],
    }
  }
  const options = { algorithm, keyid: keyId, header: { typ: 'visit+jwt' } }
  let token
  do token = jwt.sign(claims, signingKey, options)
  while (!isTheOneSpelling(token))
  return { token, expiresAt: isoSeconds(claims.exp), bytes: token.length + site.cookieName.length }
}

/** Half the order of P-256: of the two signatures that ECDSA admits, (r, s) and (r, n - s), we make and take the lower. */
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n

/**
 * Whether the text of a token is the only one for what it says. Spare bits in the last character of a base64url text,
 * and the second signature of ECDSA, would make others of it without the key.
 */
function isTheOneSpelling(token) {
  const parts = token.split('.').map((part) => [part, Buffer.from(part, 'base64url')])
  if (parts.some(([part, bytes]) => bytes.toString('base64url') !== part)) return false
  if (algorithm !== 'ES256') return true
  const [, signature] = parts[2]
  return BigInt(`0x${signature.subarray(32).toString('hex')}`) <= HALF_ORDER
}

function verify(token, carrier) {
  try {
    const { header, payload } = jwt.verify(token, checkingKey, {
      algorithms: [algorithm],
      issuer: site.origin,
      audience: carrier,
      complete: true,
    })
    // `crit` names what must be understood (RFC 7515 4.1.11), and nothing of the kind is here.
    const isOurs = header.typ === 'visit+jwt' && header.crit === undefined
    if (!isOurs || !isTheOneSpelling(token) || !claimsFit(payload)) return null
    const { v: visits, who, exp } = payload
    if (!who) return { visits, endsAt: exp }
    return {
      visits,
      endsAt: exp,
      user: { username: who.nick, role: who.rank },
      signInId: who.run,
      signedInAt: who.from,
      notes: new Map(who.memo),
    }
  } catch {
    return null
  }
}

/** All values of this style's own cookie, in the order they came. */
function ownCookies(req) {
  return (req.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${site.cookieName}=`))
    .map((pair) => pair.slice(site.cookieName.length + 1))
}

const bearerToken = (req) => /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1]

const cookieAttributes = () => `Path=/; HttpOnly${site.https ? '; Secure' : ''}; SameSite=Lax`
const clearCookie = (res) =>
  res.append(
    'Set-Cookie',
    `${site.cookieName}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; ${cookieAttributes()}`,
  )

/** Gives the visitor a fresh credential, by the way it came. */
function remember(req, res, state, carrier = req.carrier) {
  const { token, expiresAt, bytes } = sign(state, carrier)
  if (carrier === 'bearer') res.locals.fresh = { token, expiresAt }
  else if (bytes > limits.cookieBytes) throw new Error('The state outgrew its cookie.')
  else res.append('Set-Cookie', `${site.cookieName}=${token}; ${cookieAttributes()}`)
}

// ---------------------------------------------------------------- problems

const titles = {
  'invalid-request': [400, 'The request does not hold together'],
  'weak-password': [400, 'That password is too easy'],
  'not-signed-in': [401, 'Nobody is signed in'],
  'invalid-credentials': [401, 'Sign-in refused'],
  'cross-origin': [403, 'Sent from another site'],
  'wrong-password': [403, 'Not your password'],
  'not-found': [404, 'Nothing here'],
  'method-not-allowed': [405, 'Not that way'],
  'not-acceptable': [406, 'No such format'],
  'body-too-large': [413, 'Too much at once'],
  'state-too-large': [413, 'No room left in the token'],
  'uri-too-long': [414, 'Address too long'],
  'unsupported-media-type': [415, 'Unreadable kind of body'],
  'misdirected-request': [421, 'Another host was meant'],
  'too-many-attempts': [429, 'Slow down'],
  'internal-error': [500, 'Our fault'],
  'style-cannot': [501, 'A plain token cannot do that'],
  busy: [503, 'Busy'],
}

class Problem extends Error {
  constructor(code, detail, members = {}, headers = {}) {
    super(detail)
    Object.assign(this, { code, members, headers })
  }
}

function sendProblem(req, res, { code, message, members, headers }) {
  const [status, title] = titles[code]
  res.status(status).set(headers)
  if (status === 401) res.set('WWW-Authenticate', 'Bearer realm="sound"')
  if (prefersPage(req)) {
    return res.type('html').send(
      page(
        title,
        html`<h1>${title}</h1><p>${message}</p>
      <p><small>${status} <code>${code}</code></small></p><p><a href=/>Back to the start</a></p>`,
      ),
    )
  }
  const type = `https://sound.example/problems#${code}`
  const problem = { type, title, status, detail: message, code, ...members }
  res.type('application/problem+json').send(JSON.stringify(problem))
}

// ---------------------------------------------------------------- pages

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
class Html extends String {}
const embed = (value) => {
  if (Array.isArray(value)) return value.map(embed).join('')
  return value instanceof Html ? value : String(value).replace(/[&<>"']/g, (c) => escapes[c])
}
const html = (texts, ...values) => new Html(String.raw({ raw: texts.raw }, ...values.map(embed)))

const page = (title, body) =>
  String(html`<!doctype html>
<html lang=en>
<head><meta charset=utf-8><title>${title}</title><link rel=stylesheet href=/plain.css></head>
<body><main>${body}</main></body>
</html>
`)

const signInForm = html`<form method=post action=/login>
  <label>Name <input name=username autocomplete=username maxlength=64 required></label>
  <label>Password <input name=password type=password autocomplete=current-password required></label>
  <button>Sign in</button>
</form>`

const noteList = (notes) =>
  html`<dl>${notes.map(
    ({ name, text }) => html`<dt>${name}<dd>${text}
    <form method=post action=/notes/${name}/delete><button>Delete</button></form>`,
  )}</dl>`

const ownForms = html`<form method=post action=/notes>
  <label>Name of the note <input name=name pattern="[A-Za-z0-9_\-]{1,64}" required></label>
  <label>Text <textarea name=text></textarea></label>
  <button>Keep</button>
</form>
<form method=post action=/password>
  <label>Current password <input name=currentPassword type=password required></label>
  <label>New password <input name=newPassword type=password required></label>
  <button>Change password</button>
</form>
<form method=post action=/logout><button>Sign out</button></form>`

const styleSheet = 'main{max-width:40rem;margin:auto;font-family:sans-serif}label{display:block}'

// ---------------------------------------------------------------- what may be asked: schemas

const text = (minLength, maxLength) => ({ type: 'string', minLength, maxLength })
const members = (properties, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const nothing = members({})
const noteName = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' }
const noteNameFits = ajv.compile(noteName)

const schemas = {
  login: members(
    {
      username: text(1, 64),
      password: text(1, 256),
      carrier: { type: 'string', enum: ['cookie', 'bearer'] },
      next: { type: 'string' },
    },
    ['username', 'password'],
  ),
  note: members({ name: noteName, text: { type: 'string' } }),
  text: members({ text: { type: 'string' } }),
  password: members({ currentPassword: text(1, 256), newPassword: { type: 'string' } }),
  everywhere: members({ currentPassword: text(1, 256) }),
  nothing,
}
const fits = Object.fromEntries(Object.entries(schemas).map(([name, s]) => [name, ajv.compile(s)]))

/** What is wrong, in our own words: neither the library's nor the visitor's. */
function complaint({ keyword, params, instancePath }) {
  const member = instancePath.slice(1) || 'the body'
  const words = {
    type: `${member} has the wrong type`,
    required: `${params.missingProperty} is missing`,
    additionalProperties: 'there is a member that nobody asked for',
    minLength: `${member} is empty`,
    maxLength: `${member} is longer than ${params.limit} characters`,
    pattern: `${member} may hold 1 to 64 letters, digits, "_" and "-"`,
    enum: `${member} is none of the values it may be`,
  }
  return `Please check the request: ${words[keyword] ?? `${member} does not fit`}.`
}

// ---------------------------------------------------------------- reading a body

const readBytes = express.raw({ type: () => true, limit: limits.bodyBytes, inflate: false })
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function bodyBytes(req, res) {
  return new Promise((resolve, reject) => {
    readBytes(req, res, (error) => (error ? reject(bodyProblem(error)) : resolve(req.body)))
  })
}

function bodyProblem({ status, message }) {
  if (status === 413) {
    return new Problem('body-too-large', `A body may have ${limits.bodyBytes} bytes, not more.`)
  }
  if (status === 415) return new Problem('unsupported-media-type', 'A body must come uncompressed.')
  if (status === 400) return new Problem('invalid-request', 'The body broke off.')
  return new Error(message)
}

function formMembers(formText) {
  const form = Object.create(null)
  for (const pair of formText.split('&').filter(Boolean)) {
    const [name, value = ''] = pair
      .replaceAll('+', ' ')
      .split(/=(.*)/s)
      .map((part) => decodeURIComponent(part))
    if (name in form) throw new Problem('invalid-request', 'A field of the form came twice.')
    form[name] = value
  }
  return { ...form }
}

async function readBody(req, res, schemaName, forms) {
  const bytes = await bodyBytes(req, res)
  const [type, ...parameters] = (req.headers['content-type'] ?? '').toLowerCase().split(/\s*;\s*/)
  req.isForm = type === 'application/x-www-form-urlencoded'
  if (!bytes?.length) req.body = {}
  else {
    const foreignCharset = parameters.some(
      (p) => p.startsWith('charset') && !/^charset="?utf-8"?$/.test(p),
    )
    if ((type !== 'application/json' && !(req.isForm && forms)) || foreignCharset) {
      throw new Problem('unsupported-media-type', 'Send JSON, or a form, in UTF-8.')
    }
    try {
      const bodyText = utf8.decode(bytes)
      req.body = req.isForm ? formMembers(bodyText) : JSON.parse(bodyText)
    } catch (error) {
      if (error instanceof Problem) throw error
      throw new Problem('invalid-request', 'The body cannot be read as what it claims to be.')
    }
  }
  const check = fits[schemaName]
  if (!check(req.body)) throw new Problem('invalid-request', complaint(check.errors[0]))
}

// ---------------------------------------------------------------- the checks before a route

/** Where a request was aimed: the host of an absolute target counts before the header (RFC 9112 3.2.2). */
function aim(req) {
  if (req.url.startsWith('/')) return req.headers.host
  if (req.url === '*') {
    req.url = '/'
    return req.headers.host
  }
  try {
    const { protocol, host, pathname, search } = new URL(req.url)
    if (protocol !== 'http:' && protocol !== 'https:') return undefined
    req.url = pathname + search
    return host
  } catch {
    return undefined
  }
}

function checkHost(req) {
  const host = aim(req)
  if (req.rawHeaders.filter((h, i) => i % 2 === 0 && h.toLowerCase() === 'host').length > 1) {
    throw new Problem('invalid-request', 'There was more than one Host.')
  }
  if (/^\/health\/(live|ready)\/?(\?|$)/.test(req.url)) return
  try {
    if (new URL(`${site.https ? 'https' : 'http'}://${host}`).host === site.host) return
  } catch {}
  throw new Problem('misdirected-request', 'This server does not answer for that host.')
}

const isUnsafe = (req) => !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(req.method)

function fromElsewhere(req) {
  const fetchSite = req.headers['sec-fetch-site']
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none'
  const { origin } = req.headers
  return origin !== undefined && origin !== site.origin
}

const mayReadAcross = (req) =>
  bearerOrigins.includes(req.headers.origin) && ownCookies(req).length === 0

function checkOrigin(req) {
  if (!isUnsafe(req) || !fromElsewhere(req)) return
  const byBearerAlone = bearerToken(req) !== undefined && ownCookies(req).length === 0
  // A sign-in from elsewhere is for a token only; which it wants to be, its body says.
  req.isForeign = byBearerAlone || (req.path === '/login' && mayReadAcross(req))
  if (!req.isForeign) refuseForeign(req)
}

function refuseForeign(req) {
  log('cross-origin', { address: req.socket.remoteAddress })
  throw new Problem('cross-origin', 'Only pages of this site may ask for a change.')
}

function checkTarget(req) {
  if (req.url.length > limits.targetBytes) {
    throw new Problem('uri-too-long', `An address may have ${limits.targetBytes} bytes.`)
  }
  try {
    decodeURIComponent(req.path)
  } catch {
    throw new Problem('invalid-request', 'The address holds a broken percent sign.')
  }
}

function allowCors(req, res) {
  res.vary('Origin')
  if (!mayReadAcross(req)) return
  res.set('Access-Control-Allow-Origin', req.headers.origin)
  res.set('Access-Control-Expose-Headers', 'Retry-After, WWW-Authenticate')
  if (req.method !== 'OPTIONS') return
  res.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE')
  res.set('Access-Control-Allow-Headers', 'authorization, content-type')
  res.set('Access-Control-Max-Age', '300')
}

function prefersPage(req) {
  return bearerToken(req) === undefined && !req.jsonOnly && req.accepts(['json', 'html']) === 'html'
}

/** Whom the request says it comes from. */
function recall(req, res) {
  const token = bearerToken(req)
  const cookies = ownCookies(req)
  if (token !== undefined && cookies.length > 0) {
    throw new Problem('invalid-request', 'A token and a cookie came at once.')
  }
  req.carrier = token === undefined ? 'cookie' : 'bearer'
  const states = (token === undefined ? cookies : [token]).map((c) => verify(c, req.carrier))
  req.state = states.find(Boolean) ?? null
  res.locals.unverified = cookies.length > 0 && !req.state
}

function checkSignedIn(req, res) {
  if (req.state?.user) return
  if (res.locals.unverified) clearCookie(res)
  throw new Problem('not-signed-in', 'This is for those who signed in.')
}

// ---------------------------------------------------------------- answers

const sendJson = (res, body) => res.status(200).json(body)

/** After a change: a page is led on, a bearer gets its fresh token, everyone else the body or nothing. */
function sendChanged(req, res, body, location = '/') {
  if (prefersPage(req) && !res.locals.fresh) {
    return res.status(303).set('Location', new URL(location, site.origin).href).end()
  }
  if (!body && !res.locals.fresh) return res.status(204).end()
  sendJson(res, { ...body, ...res.locals.fresh })
}

const shownNotes = (state) =>
  [...state.notes]
    .map(([name, noteText]) => ({ name, text: noteText }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const greeting = (visits) =>
  visits === 1
    ? 'Welcome to this page for the first time!'
    : `You visited this page ${visits} times`

// ---------------------------------------------------------------- routes

function about(_req, res) {
  sendJson(res, {
    style: 'jwt',
    version: '1',
    carriers: ['cookie', 'bearer'],
    cookies: [site.cookieName],
    stateKeptBy: 'client',
    store: null,
    limits: { stateBytes: limits.stateBytes, signIn: signInLimits },
    lifetime: { idleSeconds, absoluteSeconds },
    can,
    algorithm,
    madeWith: 'care',
  })
}

function home(req, res) {
  const state = req.state ?? anonymous()
  const visits = state.visits + 1
  const isHead = req.method === 'HEAD'
  // A token that did not verify gets no cookie in its place: cookies do not travel with bearers.
  const keeps = !isHead && (req.carrier === 'cookie' || req.state)
  if (keeps) remember(req, res, { ...state, visits })
  const message = greeting(visits)
  if (!prefersPage(req)) {
    return sendJson(res, { message, visits, user: state.user ?? null, ...res.locals.fresh })
  }
  const body = state.user
    ? html`<h1>${message}</h1><p>Signed in as <b>${state.user.username}</b>, ${state.user.role}.</p>
        ${noteList(shownNotes(state))}${ownForms}`
    : html`<h1>${message}</h1>${signInForm}`
  res.type('html').send(page('Sound', body))
}

/** `next` leads to a path on this server, or to the start. */
function ownPath(next) {
  if (next === undefined || /[\p{Cc}\\]|^\/\//u.test(next)) return '/'
  try {
    const url = new URL(next, site.origin)
    // Of `/.//host` the path is `//host`: an address of its own, once Location sends it.
    const stays = url.origin === site.origin && !url.pathname.startsWith('//')
    return stays ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}

async function login(req, res) {
  const { username, password, carrier = req.carrier, next } = req.body
  if (next !== undefined && !req.isForm) {
    throw new Problem('invalid-request', 'Only a form says where to go next.')
  }
  if (carrier === 'bearer' && ownCookies(req).length > 0) {
    throw new Problem('invalid-request', 'A token was asked for beside a cookie.')
  }
  if (req.isForeign && carrier !== 'bearer') refuseForeign(req)
  const address = req.socket.remoteAddress
  const found = await guess(username, password, address)
  if (!found) {
    log('sign-in refused', { user: accounts.has(username) ? username : null, address })
    throw new Problem('invalid-credentials', 'Name and password do not go together.')
  }
  const { role } = found
  const before = carrier === 'bearer' ? null : req.state
  const isSame = before?.user?.username === username
  const carriesVisits = before && (!before.user || isSame)
  const state = {
    visits: carriesVisits ? before.visits : 0,
    user: { username, role },
    signInId: randomBytes(20).toString('base64url'),
    signedInAt: nowSeconds(),
    notes: isSame ? before.notes : new Map(),
  }
  log('sign-in', { user: username, address })
  remember(req, res, state, carrier)
  sendChanged(req, res, { user: state.user }, ownPath(next))
}

function me(req, res) {
  const { user, visits, signedInAt, endsAt } = req.state
  const facts = { user, visits, signedInAt: isoSeconds(signedInAt), expiresAt: isoSeconds(endsAt) }
  if (!prefersPage(req)) return sendJson(res, facts)
  res.type('html').send(
    page(
      user.username,
      html`<h1>${user.username}</h1><p>${user.role}</p>
    <p>${visits} visits, signed in ${facts.signedInAt}, until ${facts.expiresAt}</p>`,
    ),
  )
}

function listNotes(req, res) {
  const notes = shownNotes(req.state)
  if (!prefersPage(req)) return sendJson(res, { notes })
  res.type('html').send(page('Notes', html`<h1>Notes</h1>${noteList(notes)}`))
}

function keepNote(req, res, name, noteText) {
  const state = { ...req.state, notes: new Map(req.state.notes).set(name, noteText) }
  const wouldNeedBytes = sign(state, 'cookie').bytes
  if (wouldNeedBytes > limits.stateBytes) {
    const numbers = { limitBytes: limits.stateBytes, wouldNeedBytes }
    throw new Problem('state-too-large', 'The notes would not fit into the token.', numbers)
  }
  remember(req, res, state)
  sendChanged(req, res)
}

function nameOf(req) {
  if (noteNameFits(req.params.name)) return req.params.name
  throw new Problem('invalid-request', 'A note is named by 1 to 64 letters, digits, "_" and "-".')
}

const putNote = (req, res) => keepNote(req, res, nameOf(req), req.body.text)
const postNote = (req, res) => keepNote(req, res, req.body.name, req.body.text)

function deleteNote(req, res) {
  const notes = new Map(req.state.notes)
  // Nothing changed: nothing is renewed.
  if (notes.delete(nameOf(req))) remember(req, res, { ...req.state, notes })
  sendChanged(req, res)
}

async function changePassword(req, res) {
  const { currentPassword, newPassword } = req.body
  const { username } = req.state.user
  const address = req.socket.remoteAddress
  if (!(await guess(username, currentPassword, address))) {
    log('password change refused', { user: username, address })
    throw new Problem('wrong-password', 'The current password is another one.')
  }
  const reason = weakness(newPassword, username)
  if (reason)
    throw new Problem('weak-password', 'Choose a password that is harder to guess.', { reason })
  const { role } = accounts.get(username)
  accounts.set(username, await account(username, role, newPassword))
  log('password changed', { user: username, address })
  remember(req, res, { ...req.state, signInId: randomBytes(20).toString('base64url') })
  sendChanged(req, res)
}

function logout(req, res) {
  if (ownCookies(req).length > 0) clearCookie(res)
  if (req.state?.user) log('sign-out', { user: req.state.user.username })
  sendChanged(req, res)
}

const health = (_req, res) => sendJson(res, { status: 'fine' })
const keys = (_req, res) =>
  sendJson(res, {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: algorithm }],
  })

const cannot = {
  endEverywhere: 'A signed token holds until it expires, wherever its copies are.',
  listSessions: 'Nobody keeps a list of the tokens that were given out.',
  refresh: 'This server gives out one kind of token only.',
}

/** The routes as a table: path, method, and what the checks must know. */
const json = { jsonOnly: true }
const signedIn = { signedIn: true }
const routes = [
  ['/about', 'get', about, json],
  ['/', 'get', home, {}],
  ['/login', 'post', login, { body: 'login', changes: '200' }],
  ['/me', 'get', me, signedIn],
  ['/notes', 'get', listNotes, signedIn],
  ['/notes', 'post', postNote, { signedIn: true, body: 'note' }],
  ['/notes/:name', 'put', putNote, { signedIn: true, body: 'text', jsonBodyOnly: true }],
  ['/notes/:name', 'delete', deleteNote, signedIn],
  ['/notes/:name/delete', 'post', deleteNote, { signedIn: true, body: 'nothing' }],
  ['/password', 'post', changePassword, { signedIn: true, body: 'password' }],
  ['/logout', 'post', logout, { body: 'nothing' }],
  [
    '/logout/everywhere',
    'post',
    null,
    { signedIn: true, body: 'everywhere', needs: 'endEverywhere' },
  ],
  ['/sessions', 'get', null, { signedIn: true, needs: 'listSessions' }],
  ['/sessions/:id', 'delete', null, { signedIn: true, needs: 'listSessions' }],
  ['/refresh', 'post', null, { needs: 'refresh', body: 'nothing' }],
  ['/health/live', 'get', health, json],
  ['/health/ready', 'get', health, json],
  ['/openapi.json', 'get', (_req, res) => sendJson(res, openApi), json],
  ...(publicKey ? [['/.well-known/jwks.json', 'get', keys, json]] : []),
].map(([path, method, handle, needs]) => ({ path, method, handle, ...needs }))

// ---------------------------------------------------------------- the contract as OpenAPI

const problemContent = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  'text/html': { schema: { type: 'string' } },
}

function operation({ path, method, signedIn: needsUser, body, jsonBodyOnly }) {
  const schema = body && schemas[body]
  const types = ['application/json', ...(jsonBodyOnly ? [] : ['application/x-www-form-urlencoded'])]
  return {
    operationId: `${method}${path.replaceAll(/[^A-Za-z]+(\w?)/g, (_, c) => c.toUpperCase())}`,
    parameters: [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: name === 'name' ? noteName : { type: 'string' },
    })),
    ...(schema && {
      requestBody: {
        required: schema.required.length > 0,
        content: Object.fromEntries(types.map((type) => [type, { schema }])),
      },
    }),
    ...(needsUser && { security: [{ cookie: [] }, { bearer: [] }] }),
    responses: {
      200: { description: 'Done, with an answer' },
      204: { description: 'Done' },
      303: { description: 'Done; a browser goes on here' },
      default: { description: 'A problem', content: problemContent },
    },
  }
}

function describe() {
  const paths = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  const string = { type: 'string' }
  return {
    openapi: '3.1.0',
    info: { title: 'A sound server: jwt', version: '1' },
    servers: [{ url: site.origin }],
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code'],
          properties: {
            type: string,
            title: string,
            status: { type: 'integer' },
            detail: string,
            code: string,
          },
        },
      },
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: site.cookieName },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  }
}
let openApi

// ---------------------------------------------------------------- the server

const app = express()
app.disable('x-powered-by')
app.disable('query parser')

app.use((req, res, next) => {
  res.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  })
  checkHost(req)
  allowCors(req, res)
  checkOrigin(req)
  checkTarget(req)
  next()
})

app.get('/plain.css', (_req, res) => {
  res.set('Cache-Control', 'public, max-age=600').type('css').send(styleSheet)
})

for (const path of new Set(routes.map((route) => route.path))) {
  const here = routes.filter((route) => route.path === path)
  const methods = here.flatMap(({ method }) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  )
  const allow = [...methods, 'OPTIONS'].join(', ')
  app.all(path, async (req, res) => {
    if (req.method === 'OPTIONS') return res.status(204).set('Allow', allow).end()
    const method = req.method === 'HEAD' ? 'get' : req.method.toLowerCase()
    const route = here.find((each) => each.method === method)
    if (!route) {
      throw new Problem('method-not-allowed', `This address knows ${allow}.`, {}, { Allow: allow })
    }
    if (route.needs && !can[route.needs]) throw new Problem('style-cannot', cannot[route.needs])
    req.jsonOnly = route.jsonOnly
    res.vary('Accept')
    if (!route.jsonOnly && bearerToken(req) === undefined && !req.accepts(['json', 'html'])) {
      throw new Problem('not-acceptable', 'There is JSON here, and HTML.')
    }
    recall(req, res)
    if (route.signedIn) checkSignedIn(req, res)
    if (route.body) await readBody(req, res, route.body, !route.jsonBodyOnly)
    await route.handle(req, res)
  })
}

app.use(() => {
  throw new Problem('not-found', 'No page and no data has this address.')
})

app.use((error, req, res, _next) => {
  if (error instanceof Problem) return sendProblem(req, res, error)
  if (error.status === 400) {
    return sendProblem(req, res, new Problem('invalid-request', 'The address cannot be read.'))
  }
  if (req.destroyed && !req.complete) return res.destroy()
  log('fault', { name: error.name })
  sendProblem(req, res, new Problem('internal-error', 'Something broke here.'))
})

const server = createServer(
  {
    requestTimeout: 8_000,
    headersTimeout: 8_000,
    connectionsCheckingInterval: 500,
    keepAliveTimeout: 1_000,
  },
  app,
)
server.listen(setting('PORT', 0), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`
  const { origin, host, protocol } = new URL(process.env.PUBLIC_ORIGIN ?? url)
  const https = protocol === 'https:'
  Object.assign(site, { origin, host, https, cookieName: https ? '__Host-tok' : 'tok' })
  openApi = describe()
  console.log(`${algorithm} server of ${origin} listens on ${url}`)
  process.send?.({ listening: url })
})
