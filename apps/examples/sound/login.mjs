// A login that has all that the core profile asks, with what the examples leave out: a CSRF token in
// the page, a session cookie that comes with the redirect's second step, and a proxy for https
// before it. It tells its address when it listens. For tests alone: its hash is a fast one.
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

const hash = (text) => createHash('sha256').update(text).digest('hex')
const USERS = new Map([
  ['alice', hash('alice-in-wonderland')],
  ['bob', hash('bob-the-builder')],
])
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Lax'
const COOKIE = '__Host-login'
const FAILURES_ALLOWED = 15

const sessions = new Map() // hash of the number: {name, token}
const entries = new Map() // hash of a number that is good once: name
const failures = new Map() // name and address: count

function cookieOf(request, name) {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='))
  return pairs.find(([each]) => each === name)?.[1]
}

function open(name) {
  const number = randomBytes(32).toString('base64url')
  sessions.set(hash(number), { name, token: randomBytes(16).toString('hex') })
  return `${COOKIE}=${number}; ${ATTRIBUTES}`
}

const page = (text, token) => `${text}<input type="hidden" name="token" value="${token}">`

const routes = {
  'GET /': ({ session, send }) => {
    if (session !== undefined) {
      return send(200, page(`<p>${session.name ?? 'nobody'} is here</p>`, session.token))
    }
    const cookie = open(undefined)
    const [{ token }] = [...sessions.values()].slice(-1)
    send(200, page('<p>nobody is here</p>', token), { 'Set-Cookie': cookie })
  },
  'POST /login': ({ request, form, send }) => {
    const place = `${form.get('name')} ${request.socket.remoteAddress}`
    const count = failures.get(place) ?? 0
    if (count >= FAILURES_ALLOWED) return send(429, 'wait')
    const names = [...form.getAll('name'), ...form.getAll('word')]
    const right = names.length === 2 && USERS.get(names[0]) === hash(names[1])
    if (!right) {
      failures.set(place, count + 1)
      return send(401, 'wrong')
    }
    const number = randomBytes(32).toString('base64url')
    entries.set(hash(number), names[0])
    send(303, '', { Location: '/enter', 'Set-Cookie': `__Host-entry=${number}; ${ATTRIBUTES}` })
  },
  'GET /enter': ({ request, key, send }) => {
    const entry = hash(cookieOf(request, '__Host-entry') ?? '')
    const name = entries.get(entry)
    if (name === undefined) return send(303, '', { Location: '/' })
    entries.delete(entry)
    sessions.delete(key)
    send(303, '', { Location: '/', 'Set-Cookie': open(name) })
  },
  'POST /logout': ({ key, send }) => {
    sessions.delete(key)
    send(303, '', { Location: '/', 'Set-Cookie': `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0` })
  },
}

const server = createServer(async (request, response) => {
  const send = (status, text, headers = {}) => {
    const usual = { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' }
    response.writeHead(status, { ...usual, ...headers }).end(text)
  }
  if (request.headers['x-forwarded-proto'] !== 'https') return send(421, 'https only')
  const key = hash(cookieOf(request, COOKIE) ?? '')
  const session = sessions.get(key)
  const route = routes[`${request.method} ${request.url}`]
  if (route === undefined) return send(404, 'not found')
  const chunks = await request.toArray()
  const form = new URLSearchParams(Buffer.concat(chunks).toString())
  if (request.method === 'POST' && (session === undefined || form.get('token') !== session.token)) {
    return send(403, 'no token of ours')
  }
  route({ request, form, key, session, send })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
