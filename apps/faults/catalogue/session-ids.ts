/** Ids of state that the server keeps: guessed, invented, handed in, or read as something else. */
import type { Fault, Patch } from '../fault.ts'

const STYLE = 'apps/server-session/style.ts'
const VERIFIED = 'apps/server-session/workarounds/verified-id.ts'
const GUARDED = 'apps/server-session/stores/guarded-store.ts'

const UNSIGNED: Patch = {
  file: VERIFIED,
  find: 'values.length === 1 && secrets.length === 1 ? values[0] : newest(signer, values)',
  put: "values[0] && signer.sign(values[0].split('.')[0] ?? '')",
}
const ADOPTED: Patch = {
  file: GUARDED,
  find: 'return state && state.expiresAt > Date.now() ? state : null',
  put: 'return state && state.expiresAt > Date.now() ? state : { visits: 0, notes: [], expiresAt: Date.now() + 1_800_000 }',
}

const madeBy = (idGenerator: string): Patch => ({
  file: STYLE,
  find: 'attributes, secret, store }',
  put: `attributes, secret, store, idGenerator: ${idGenerator} }`,
})

export const sessionIdFaults: readonly Fault[] = [
  {
    id: 'session-ids.signature-ignored',
    title: 'What stands before the dot is the id, whatever stands after it.',
    server: 'server-session',
    patches: [UNSIGNED],
    caughtBy: 'forged.altered',
    message: /part 2 of 2 altered: expected status 401, saw status 200/,
    alsoRed: ['cookies.duplicate-bad-first'],
    code: "const sid = req.cookies.sid.split('.')[0]\nreq.session = await store.get(sid)",
    attack:
      'Has ids tried by the million: without a signature to compute, each one is a look-up in the store.',
    vainFix: 'A signature that is logged when wrong: the session is there already.',
    fix: 'unsign first, and nothing read from a value that does not verify.',
    references: ['contract rule 5', 'ASVS 7.2.1'],
  },
  {
    id: 'session-ids.counted',
    title: 'Session ids are counted up.',
    server: 'server-session',
    patches: [madeBy('((last) => () => String((last += 1)))(1000)')],
    caughtBy: 'forged.id-guessable',
    message: /chance in the ids of a visitor: expected 128 bits, saw at most \d+ bits/,
    code: 'INSERT INTO sessions (user) VALUES (?) -- id BIGINT AUTO_INCREMENT',
    attack: 'Is visitor 1005, so 1004 came just before.',
    vainFix:
      'Signing the ids: it holds until the key is out, and then every session there is can be walked through.',
    fix: '128 bits or more from crypto.randomBytes.',
    references: ['ASVS 7.2.3', 'ASVS 11.5.1'],
  },
  {
    id: 'session-ids.hashed-counter',
    title: 'Session ids are a hash of a counter, and look like chance.',
    server: 'server-session',
    patches: [
      madeBy("((last) => () => createHash('md5').update(String((last += 1))).digest('hex'))(0)"),
      {
        file: STYLE,
        find: "import fastifyCookie from '@fastify/cookie'",
        put: "import { createHash } from 'node:crypto'\nimport fastifyCookie from '@fastify/cookie'",
      },
    ],
    caughtBy: 'forged.id-guessable',
    message: /the id of a visitor: expected made by chance, saw made from "\d+"/,
    code: "const sid = createHash('md5').update(String(nextId++)).digest('hex')",
    attack: 'Hashes the numbers from one on, and compares with an id of their own.',
    vainFix: 'A better hash, or the time of day hashed in: what goes in is still known.',
    fix: 'Chance comes from a generator made for it; a hash adds none.',
    references: ['ASVS 7.2.3', 'ASVS 11.5.1'],
  },
  {
    id: 'session-ids.never-issued',
    title: 'A signed id that the server never issued begins a session under it.',
    server: 'server-session',
    patches: [ADOPTED],
    caughtBy: 'real-key.id-never-issued',
    message: /message for whoever brings the invented id/,
    code: 'req.session = (await store.get(sid)) ?? { id: sid }',
    attack:
      'Plants an id that was once signed in the browser of a victim, and shares the session from the first page on.',
    vainFix: 'Signing ids: whoever was given one has it signed.',
    fix: 'An unknown id is no id: the visitor gets a fresh one.',
    references: ['OWASP Session Management: strict', 'ASVS 7.2.4', 'contract rule 5'],
  },
  {
    id: 'session-ids.invented',
    title: 'Any text in the cookie becomes the id of a session.',
    server: 'server-session',
    patches: [UNSIGNED, ADOPTED],
    caughtBy: 'renewal.invented-credential-not-adopted',
    message: /second visitor with the same invented value/,
    alsoRed: ['forged', 'cookies.duplicate-bad-first', 'real-key'],
    code: 'session_id($_COOKIE["sid"]); session_start(); // session.use_strict_mode = 0',
    attack: 'Sends a link that sets sid=chosen, and reads along.',
    vainFix: 'Taking only ids of 32 hexadecimal digits: the attacker chooses one of that form.',
    fix: 'Strict mode: the server takes the ids that it issued, and renews them at sign-in.',
    references: ['OWASP Session Fixation', 'ASVS 7.2.4', 'contract rule 4'],
  },
  {
    id: 'session-ids.path',
    title: 'The id is the name of a file, whatever is in it.',
    server: 'server-session',
    patches: [
      { file: GUARDED, find: 'this.#get(sha256(id))', put: 'this.#get(id)' },
      { file: GUARDED, find: 'this.#set(sha256(id), session)', put: 'this.#set(id, session)' },
      { file: GUARDED, find: 'this.#destroy(sha256(id))', put: 'this.#destroy(id)' },
      {
        file: 'apps/server-session/stores/open-store.ts',
        find: 'return new MemoryStore(memoryStoreBytes)',
        put: 'return openFileStore(`$' + '{process.env.DATA_DIR}/sessions`, longestSeconds)',
      },
    ],
    caughtBy: 'real-key.id-walks-no-path',
    message: /with the signed id "\.\/ID": expected status 401, saw status 200/,
    code:
      'const file = path.join(SESSIONS, `$' +
      '{sid}.json`)\nconst session = JSON.parse(await readFile(file))',
    attack:
      'Has the server sign a path (any cookie it signs with that key will do), and so reads a file of theirs, an upload say, as a session.',
    vainFix: 'Cutting "../" out once: "....//" leaves one behind.',
    fix: 'The name of the file is a hash of the id.',
    references: ['ASVS 5.3.2', 'contract rule 5'],
  },
  {
    id: 'session-ids.in-address',
    title: 'The id is taken from the address too.',
    server: 'server-session',
    patches: [
      {
        file: VERIFIED,
        find: 'cookieValues(request.headers.cookie, cookieName)',
        put: "[...cookieValues(request.headers.cookie, cookieName), new URL(request.url, 'http://x').searchParams.get('sid') ?? '']",
      },
    ],
    caughtBy: 'forged.carried-elsewhere',
    message: /as sid in the address: expected 401 or 414, saw 200/,
    code: 'const sid = req.cookies.sid ?? req.query.sid // for clients without cookies',
    attack:
      'Sends a link with their own sid in it, or reads the sid of others out of logs and Referer.',
    vainFix: 'Redirecting to the address without it: it stands in the log and the history by then.',
    fix: 'The cookie alone. Clients without cookies get a bearer token in a header.',
    references: ['ASVS 14.2.1', 'OWASP Session Fixation'],
  },
  {
    id: 'session-ids.without-prefix',
    title: 'The cookie is taken under its old name too, without __Host-.',
    server: 'server-session',
    https: true,
    patches: [
      {
        file: VERIFIED,
        find: 'cookieValues(request.headers.cookie, cookieName)',
        put: "[cookieName, cookieName.replace('__Host-', '')].flatMap((name) => cookieValues(request.headers.cookie, name))",
      },
    ],
    caughtBy: 'forged.carried-elsewhere',
    message: /as remember-server-session: expected status 401, saw status 200/,
    code: "const sid = req.cookies['__Host-sid'] ?? req.cookies.sid // until all have moved on",
    attack:
      'Sets the old name from a neighbouring host, or over plain HTTP, with a session of their own in it.',
    vainFix: 'Preferring the new name: the victim who has none yet gets the planted one.',
    fix: 'One name. Whoever has the old one signs in once more.',
    references: ['RFC 6265bis 4.1.3', 'ASVS 3.3.3', 'contract rule 1'],
  },
  {
    id: 'session-ids.error-sets-cookie',
    title: 'An error hands out a session to whoever brought a bad one.',
    server: 'server-session',
    patches: [
      {
        file: VERIFIED,
        find: "app.addHook('onSend', (request, _reply, _payload, done) => {",
        put: `app.addHook('onSend', (request, reply, _payload, done) => {
    const wasBad = request.headers.cookie?.includes(cookieName) && !request.visitor
    if (reply.statusCode >= 400 && wasBad) {
      const id = signer.sign(crypto.randomUUID())
      reply.setCookie(cookieName, id, { path: '/', httpOnly: true, sameSite: 'lax' })
    }`,
      },
    ],
    caughtBy: 'forged.errors-only-clear',
    message: /cookies set by GET \/me/,
    code: 'app.use(session({ saveUninitialized: true, … })) // on every answer, errors too',
    attack:
      'Fills the store with requests that cost nothing; and a request that failed signs the victim out in passing.',
    vainFix: 'A shorter lifetime for empty sessions.',
    fix: 'A session begins where the contract says so: a visit, a sign-in. An error clears at most.',
    references: ['contract rule 2'],
  },
]
