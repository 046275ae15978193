import type { Fault } from '../../fault.ts'

const BODIES = 'shared/app/bodies.ts'
const JSON_TYPE = "app.addContentTypeParser('application/json', {"

/** What a body is taken for. */
export const inputBodiesFaults: readonly Fault[] = [
  {
    id: 'input.text-as-json',
    safeguard: 'json-and-forms-alone',
    title: 'JSON may come as text/plain.',
    server: 'cookie-session',
    patches: [
      {
        file: BODIES,
        find: JSON_TYPE,
        put: "app.addContentTypeParser(['application/json', 'text/plain'], {",
      },
    ],
    caughtBy: 'input.media-types',
    message: /as text\/plain: expected status 415/,
    alsoRed: ['problem'],
    code: "app.use(express.json({ type: ['application/json', 'text/plain'] })) // sendBeacon sends text",
    attack:
      'A form of another site with `enctype="text/plain"` sends JSON, cookies along, and no preflight asks.',
    vainFix: 'Relying on "JSON needs a preflight" for the origin check: that is what this undoes.',
    fix: 'JSON as application/json alone; 415 for the rest.',
    references: ['ASVS 3.5.2', 'contract rule 9'],
  },
  {
    id: 'input.json-in-parameter',
    title: 'The type is searched for the word.',
    server: 'server-session',
    patches: [
      {
        file: BODIES,
        find: 'app.removeAllContentTypeParsers()',
        put: `app.addHook('onRequest', async ({ headers }) => {
    if (headers['content-type']?.includes('application/json')) headers['content-type'] = 'application/json'
  })
  app.removeAllContentTypeParsers()`,
      },
    ],
    caughtBy: 'input.media-types',
    message: /x=application\/json: expected status 415/,
    alsoRed: ['problem'],
    code: "if (req.headers['content-type'].includes('application/json')) body = JSON.parse(text)",
    attack: '`text/plain; x=application/json` needs no preflight: by its essence it is text.',
    vainFix: '`startsWith`: `application/json-seq` is another format.',
    fix: 'Parse the type, and compare its essence.',
    references: ['ASVS 3.5.2', 'RFC 9110 8.3.1'],
  },
  {
    id: 'input.any-body-is-json',
    title: 'Every body is read as JSON, whatever it says of itself.',
    server: 'jwt',
    patches: [
      {
        file: BODIES,
        find: JSON_TYPE,
        put: "app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => parseJson(request, String(body), done))\n  app.addContentTypeParser('application/json', {",
      },
    ],
    caughtBy: 'input.untyped-body',
    message: /without Content-Type: expected status 400 or 415, saw status 200/,
    alsoRed: ['problem', 'order'],
    code: 'app.use(express.json({ type: () => true }))\nconst body = await request.json() // whatever it is',
    attack:
      'A page elsewhere sends a Blob without a type: no Content-Type, no preflight, and a JSON body.',
    vainFix: 'Refusing text/plain and multipart: a type that is missing is neither.',
    fix: 'Read what says that it is JSON.',
    references: ['ASVS 3.5.2', 'RFC 9110 8.3'],
  },
  {
    id: 'input.type-to-the-letter',
    title: 'JSON with a charset is refused.',
    server: 'cookie-session',
    patches: [
      {
        file: BODIES,
        find: 'app.removeAllContentTypeParsers()',
        put: `app.addHook('preParsing', async (request, _reply, payload) => {
    const type = request.headers['content-type'] ?? ''
    if (/json/i.test(type) && type !== 'application/json') throw new Problem('unsupported-media-type', 'JSON.')
    return payload
  })
  app.removeAllContentTypeParsers()`,
      },
    ],
    caughtBy: 'input.media-type-parameters',
    message: /charset=utf-8: expected status 204, saw status 415/,
    code: "if (req.headers['content-type'] !== 'application/json') return res.sendStatus(415)",
    attack: 'None: half of the client libraries add `; charset=utf-8`, and fail.',
    vainFix: 'A second string to compare with.',
    fix: 'Compare the essence, without regard to case.',
    references: ['RFC 9110 8.3.1'],
  },
  {
    id: 'input.bytes-replaced',
    safeguard: 'utf8-alone',
    title: 'Bytes that are not UTF-8 are replaced in silence.',
    server: 'server-session',
    patches: [{ file: BODIES, find: 'fatal: true', put: 'fatal: false' }],
    caughtBy: 'input.invalid-utf8',
    message: /with the bytes ff in a text: expected status 400, saw status 204/,
    code: 'const text = Buffer.concat(chunks).toString()',
    attack: 'Every bad byte becomes the same character, so passwords that differ in them are one.',
    vainFix: 'Looking for U+FFFD afterwards: somebody may have typed it.',
    fix: '`new TextDecoder("utf-8", { fatal: true })`.',
    references: ['RFC 8259 8.1', 'ASVS 6.2.8'],
  },
  {
    id: 'input.broken-form-crashes',
    title: 'Broken percent-encoding in a form is an error of the server.',
    server: 'jwt',
    patches: [
      {
        file: BODIES,
        find: 'return undefined // broken percent-encoding, or not UTF-8',
        put: "throw new Error('URI malformed')",
      },
      {
        file: BODIES,
        find: 'const fields = parseForm(decoded(body as Buffer))\n',
        put: `let fields: ReturnType<typeof parseForm>
      try {
        fields = parseForm(decoded(body as Buffer))
      } catch (error) {
        return done(error as Error)
      }
`,
      },
    ],
    caughtBy: 'input.broken-forms',
    message: /with the form username=%zz.*saw status 500/,
    code: "const [name, value] = pair.split('=').map(decodeURIComponent)",
    attack: 'One request fills the log with a stack; where nobody catches it, it ends the process.',
    vainFix: '`unescape`, which never throws: it reads every byte as Latin-1.',
    fix: 'Catch it where it is decoded, and say 400.',
    references: ['contract rule 9', 'ASVS 16.5.3'],
  },
]
