import type { Fault } from '../../fault.ts'

const APP = 'shared/app/build-app.ts'
const LOGIN = 'shared/app/routes/login.ts'
const SOCKET = 'shared/problems/socket-errors.ts'

/** How much, how long, and how broken a request may be. */
export const limitsFaults: readonly Fault[] = [
  {
    id: 'limits.any-length',
    title: 'A password may be as long as a body.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/schemas.ts',
        find: 'Type.String({ minLength: 1, maxLength: 256 })',
        put: 'Type.String({ minLength: 1 })',
      },
    ],
    caughtBy: 'limits.name-and-password-length',
    message: /with a password of 257: expected status 400, saw status 401/,
    code: "const { password } = req.body\nawait pbkdf2(password, salt, 600_000, 32, 'sha256')",
    attack:
      'A megabyte is hashed for each request that brings one, and hashing is made to be slow.',
    vainFix: 'Cutting it: then two passwords that begin alike are one.',
    fix: 'At most 256 characters; 400 for more, before anything is hashed.',
    references: ['ASVS 6.2.9', 'contract rule 8'],
  },
  {
    id: 'limits.length-in-bytes',
    title: 'A password of 256 characters is too long when it is not in English.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGIN,
        find: 'chooseCarrier(request, service, carrier)\n',
        put: "chooseCarrier(request, service, carrier)\n    if (Buffer.byteLength(password) > 256) throw new Problem('invalid-request', 'Too long.')\n",
      },
    ],
    caughtBy: 'limits.name-and-password-length',
    message: /256 characters in 512 bytes: expected status 401, saw status 400/,
    alsoRed: ['password.whole-length-counts'],
    code: 'if (Buffer.byteLength(password) > 256) return res.sendStatus(400)',
    attack:
      'None: who writes Greek has half as long a passphrase, who writes with emoji a quarter.',
    vainFix: 'A limit four times as high, in bytes: then it is another one in English.',
    fix: 'Count characters (`[...password].length`).',
    references: ['ASVS 6.2.9', 'contract rule 8'],
  },
  {
    id: 'limits.body-in-chunks',
    safeguard: 'body-limit',
    title: 'The size of a body is what Content-Length says.',
    server: 'server-session',
    patches: [
      {
        file: APP,
        find: 'rewriteUrl: originForm,',
        put: 'rewriteUrl: originForm,\n    bodyLimit: 1_000_000_000,',
      },
      {
        file: APP,
        find: "app.addHook('onClose',",
        put: `app.addHook('preParsing', async (request, _reply, payload) => {
    const declared = Number(request.headers['content-length'] ?? 0)
    if (declared > 1_048_576) throw Object.assign(new Error('too large'), { statusCode: 413 })
    return payload
  })
  app.addHook('onClose',`,
      },
    ],
    caughtBy: 'limits.body-too-large',
    message: /huge body, in chunks: expected 413/,
    code: "if (Number(req.headers['content-length']) > LIMIT) return res.sendStatus(413)\nfor await (const chunk of req) chunks.push(chunk)",
    attack: 'A body in chunks declares no size; a few of them fill the memory.',
    vainFix: 'Refusing chunks: proxies and browsers send them.',
    fix: 'Count what arrives, and stop at the limit.',
    references: ['RFC 9110 15.5.14', 'contract rule 9'],
  },
  {
    id: 'limits.any-address',
    safeguard: 'address-limit',
    title: 'An address may be as long as the parser lets it.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/protection/guards.ts',
        find: 'request.raw.url.length > ADDRESS_LIMIT_CHARACTERS',
        put: 'request.raw.url.length > 1e9',
      },
    ],
    caughtBy: 'limits.address-too-long',
    message: /expected status 414/,
    alsoRed: ['order.length-before-method', 'problem'],
    attack:
      'Long addresses go into logs, metrics and the patterns of routes, each of which copies them.',
    vainFix: 'A limit in the proxy: the port behind it has none.',
    fix: '414 beyond 8,000 characters, before the route is looked for.',
    references: ['RFC 9110 15.5.15', 'contract rule 9'],
  },
  {
    id: 'limits.broken-address-crashes',
    title: 'Broken percent-encoding in an address is an error of the server.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/protection/addresses.ts',
        find: "  } catch {\n    return ''",
        put: '  } catch (error) {\n    throw error',
      },
    ],
    caughtBy: 'limits.broken-percent-encoding',
    message: /saw status 500/,
    alsoRed: ['problem', 'methods'],
    code: 'const path = decodeURIComponent(req.url)',
    attack: '`GET /%` is an error with a stack, as often as one asks.',
    vainFix: 'A pattern for addresses that are allowed, before they are decoded.',
    fix: 'Catch it where it is decoded: 400, or 404 for what no route has.',
    references: ['RFC 3986 2.1', 'contract rule 9'],
  },
  {
    id: 'limits.waits-for-ever',
    safeguard: 'request-timeout',
    title: 'A body that stops half-way is waited for.',
    server: 'server-session',
    patches: [{ file: APP, find: 'requestTimeout: REQUEST_TIMEOUT_MS', put: 'requestTimeout: 0' }],
    caughtBy: 'limits.half-a-body',
    message: /a body that stops: expected an end, saw none in 20/,
    code: 'http.createServer(app).setTimeout(0) // uploads were cut off',
    attack:
      'A thousand connections that each send half a form hold a thousand sockets for nothing.',
    vainFix: 'A limit of connections: then it is reached.',
    fix: 'A time for the whole request, and another route for what takes longer.',
    references: ['RFC 9110 15.5.9', 'contract rule 9'],
  },
  {
    id: 'limits.half-a-form-counts',
    title: 'A form whose connection broke off is taken for the whole one.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/bodies.ts',
        find: `    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      const fields = parseForm(decoded(body as Buffer))
      if (fields === undefined) done(notUtf8())
      else done(null, fields)
    },`,
        put: `    'application/x-www-form-urlencoded',
    (_request, payload, done) => {
      let text = ''
      payload.on('data', (chunk) => {
        text += chunk
      })
      payload.on('error', () => {})
      payload.on('close', () => {
        const fields = parseForm(text)
        if (fields === undefined) done(notUtf8())
        else done(null, fields)
      })
    },`,
      },
    ],
    caughtBy: 'limits.half-a-body-changes-nothing',
    message: /notes after half a body of POST \/notes/,
    alsoRed: ['limits', 'input'],
    code: "req.on('data', (chunk) => { text += chunk })\nreq.on('close', () => handle(new URLSearchParams(text)))",
    attack: 'None is needed: a train goes into a tunnel, and half a note replaces the whole one.',
    vainFix: 'Asking whether it parses: cut anywhere, a form is still a form.',
    fix: '`end` tells that it is whole, `close` that it is over; and a body is as long as Content-Length says.',
    references: ['RFC 9112 8', 'contract rule 9'],
  },
  {
    id: 'limits.broken-http-crashes',
    title: 'What is no HTTP, or too much of it, is answered as an error of the server.',
    server: 'jwt',
    patches: [
      {
        file: SOCKET,
        find: "const problem = BY_CODE[error.code ?? ''] ?? MALFORMED",
        put: "const problem = new Problem('internal-error', 'Something went wrong here.')",
      },
    ],
    caughtBy: 'limits.broken-http',
    message: /expected 400 or 505 or nothing, saw 500/,
    code: "server.on('clientError', (error, socket) => socket.end('HTTP/1.1 500 Internal Server Error\\r\\n\\r\\n'))",
    attack: 'None: alarms ring for what a scanner sent.',
    vainFix: 'Turning the alarm for 500 off.',
    fix: '400, 408 or 431, by the code of the error.',
    references: ['RFC 9112 2.2', 'contract rule 9'],
  },
  {
    id: 'limits.expectation-refused-wrongly',
    title: 'An expectation that nobody knows is answered 400.',
    server: 'cookie-session',
    patches: [
      {
        file: APP,
        find: "app.addHook('onListen', async () => {",
        put: `app.addHook('onListen', async () => {
    app.server.on('checkExpectation', (_request, response) => void response.writeHead(400).end())`,
      },
    ],
    caughtBy: 'limits.unknown-expectation',
    message: /Expect: a-miracle: expected 417 or 200, saw 400/,
    code: "server.on('checkExpectation', (req, res) => res.writeHead(400).end())",
    attack: 'None: a client is told that its request is wrong, where it was only not understood.',
    vainFix: 'Closing the connection.',
    fix: '417, or not looking at it.',
    references: ['RFC 9110 15.5.18', 'RFC 9110 10.1.1'],
  },
]
