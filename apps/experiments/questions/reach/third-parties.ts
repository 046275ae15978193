/** Reach: other services, other origins, other tabs. */
import { type Experiment, experiment } from '../../experiment.ts'
import { APP, PUBLIC_KEYS, publishedKeys, verifiedBy } from '../../steps/public-keys.ts'

export const reachOthersExperiments: readonly Experiment[] = [
  experiment({
    id: 'reach.third-party-verifies',
    question: 'Can another service check who somebody is, without a shared secret?',
    claim: {
      text: 'Several services verify one token by a public key.',
      by: 'common, for JWT; OWASP, MAC or signature',
    },
    references: ['RFC 7517', 'ASVS 9.1.3'],
    steps: [
      'The owner signs in; jwt signs with ES256.',
      'Another service reads the published keys.',
      'The owner shows it the cookies.',
    ],
    verdicts: { verifies: 'it knows the owner', 'can-not': 'it knows nobody' },
    control: { changed: 'It has not read the keys.', verdict: 'can-not' },
    expected: {
      client: ['can-not', 'The MAC takes the secret, and whoever has it can forge.'],
      server: ['can-not', 'An id says nothing: the other service has to ask.'],
      jwt: ['verifies', 'A public key verifies and can not sign.'],
    },
    advice:
      'This is what tokens are for. Between services, and short-lived; the browser can have a session all the same.',
    settings: PUBLIC_KEYS,
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const keys = control ? {} : await publishedKeys(world.visitor('another service'))
      const isKnown = verifiedBy(keys, owner) === user.username
      world.event(isKnown ? 'The other service knows the owner.' : 'It knows nobody.')
      return { verdict: isKnown ? 'verifies' : 'can-not' }
    },
  }),
  experiment({
    id: 'reach.issuer-offline',
    question:
      'Does another service still know the visitor while the server that signed in is down?',
    claim: { text: 'A token needs nobody to be asked.', by: 'common, for JWT' },
    references: ['RFC 7662', 'RFC 7517'],
    steps: [
      'The owner signs in; another service has read the published keys.',
      'The server is stopped.',
      'The other service checks the cookies, by a key or else by asking the server.',
    ],
    verdicts: { knows: 'it knows the owner', 'can-not-know': 'nobody answers' },
    control: { changed: 'The server is not stopped.', verdict: 'knows' },
    expected: {
      client: ['can-not-know', 'Only the server can tell.'],
      server: ['can-not-know', 'Only the server can tell.'],
      jwt: ['knows', 'The key is with the other service.'],
    },
    advice: 'What goes on without the server goes on without its sign-outs, too.',
    settings: PUBLIC_KEYS,
    needs: ['restart'],
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const service = owner.copy('another service')
      const keys = await publishedKeys(service)
      if (!control) await world.stop(0)
      if (verifiedBy(keys, owner) === user.username) {
        world.event('The other service knows the owner by the key.')
        return { verdict: 'knows' }
      }
      const me = await service.get('/me').catch(() => undefined)
      world.event(me === undefined ? 'It asks, and nobody answers.' : `It asks: ${me.status}.`)
      return { verdict: me?.status === 200 ? 'knows' : 'can-not-know' }
    },
  }),
  experiment({
    id: 'reach.another-origin',
    question: 'Can a page of another origin work for its user?',
    claim: {
      text: 'Across origins cookies are in the way, and tokens are not.',
      by: 'common, for JWT',
    },
    references: ['ASVS 3.4.2', 'contract rule 3'],
    steps: [
      'A page of an origin on the list signs in for a bearer token.',
      'It asks who it is, with the token and no cookie.',
    ],
    verdicts: { works: 'it may read the answer', refused: 'it gets no token, or may not read it' },
    control: { changed: 'The origin is not on the list.', verdict: 'refused' },
    expected: {
      client: ['refused', '501, and the cookie is SameSite.'],
      server: ['refused', '501, and the cookie is SameSite.'],
      bearer: ['works', 'The token is not a cookie, so the browser does not send it on its own.'],
    },
    advice: 'Or put both behind one origin, and the question is gone.',
    settings: PUBLIC_KEYS,
    async run(world, { control }) {
      const page = world.visitor('page of another origin')
      const headers = {
        Origin: control ? 'https://other.example.test' : APP,
        'Sec-Fetch-Site': 'cross-site',
      }
      const json = { ...(await world.user()), carrier: 'bearer' }
      const login = await page.post('/login', { json, headers, cookies: 'none' })
      const token = login.member('token')
      world.shows(login, typeof token === 'string' ? 'It gets a token.' : 'It gets no token.')
      if (typeof token !== 'string') return { verdict: 'refused' }
      const me = await page.get('/me', { headers, bearer: token, cookies: 'none' })
      const isAllowed = me.headers('access-control-allow-origin').includes(headers.Origin)
      world.shows(me, isAllowed ? 'It may read the answer.' : 'It may not read the answer.')
      return { verdict: me.status === 200 && isAllowed ? 'works' : 'refused' }
    },
  }),
  experiment({
    id: 'reach.cross-site-form',
    question: 'Does a form on another site act for whoever is signed in?',
    claim: { text: 'JWT prevents CSRF.', by: 'common, for JWT; denied by Slootweg (2016)' },
    references: ['ASVS 3.5.1', 'contract rule 7'],
    steps: [
      'The owner signs in.',
      'A page of another site sends a form with a note, and the browser brings the cookies.',
      'The notes are read.',
    ],
    verdicts: { refused: '403, and nothing is written', acts: 'the note is there' },
    control: { changed: 'The form is the site’s own.', verdict: 'acts' },
    expected: {
      client: ['refused', 'The check of Sec-Fetch-Site refuses it.'],
      server: ['refused', 'The check of Sec-Fetch-Site refuses it.'],
      bearer: [
        'refused',
        'In a cookie a token is a cookie; what refuses is the check of Sec-Fetch-Site.',
      ],
    },
    advice: 'What protects is where a request comes from, not what is in the cookie.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const headers = { 'Sec-Fetch-Site': control ? 'same-origin' : 'cross-site' }
      const form = { name: 'planted', text: 'by another site' }
      const sent = await owner.post('/notes', { form, headers })
      world.shows(sent, sent.status < 400 ? 'It is taken.' : 'It is refused.')
      const notes = await owner.get('/notes')
      const isThere = notes.body.includes('planted')
      world.shows(notes, isThere ? 'The note is there.' : 'There is no such note.')
      return { verdict: isThere ? 'acts' : 'refused' }
    },
  }),
  experiment({
    id: 'reach.script-reads-it',
    question: 'Can a script on the page read a credential that the style offers?',
    claim: {
      text: 'A token in localStorage is read by any script; an HttpOnly cookie is not.',
      by: 'OWASP; Slootweg (2016); Copenhagen Book',
    },
    references: ['ASVS 3.3.4', 'contract rule 1'],
    steps: [
      'A script on the page signs in and asks for a token.',
      'Whatever it gets in a body, or in a cookie without HttpOnly, it can send anywhere.',
    ],
    verdicts: {
      readable: 'it holds a credential',
      'not-readable': 'the browser keeps it from scripts',
    },
    control: { changed: 'It does not ask for a token.', verdict: 'not-readable' },
    expected: {
      client: ['not-readable', 'Every cookie is HttpOnly, and there is nothing else.'],
      server: ['not-readable', 'Every cookie is HttpOnly, and there is nothing else.'],
      bearer: ['readable', 'A bearer token is for scripts: it is in the body.'],
    },
    advice:
      'In a browser: the cookie, of jwt too. A script that acts on the page is bad enough; one that takes the credential home is worse.',
    async run(world, { control }) {
      const script = world.visitor('script')
      const json = { ...(await world.user()), ...(!control && { carrier: 'bearer' }) }
      const login = await script.post('/login', { json })
      const isOpen = login.headers('set-cookie').some((line) => !/;\s*httponly/i.test(line))
      const isReadable = isOpen || typeof login.member('token') === 'string'
      world.shows(login, isReadable ? 'The script holds a credential.' : 'The script holds none.')
      return { verdict: isReadable ? 'readable' : 'not-readable' }
    },
  }),
  experiment({
    id: 'reach.two-users-in-two-tabs',
    question: 'Can two tabs of one browser be two users?',
    claim: {
      text: 'A token for each tab: the only way to be two people at once.',
      by: 'common, for JWT in sessionStorage',
    },
    references: ['RFC 6750 2.1', 'contract rule 3'],
    steps: [
      'Alice signs in in one tab and Bob in another, each for a bearer token where there is one, else by the cookie.',
      'Each tab asks who it is.',
    ],
    verdicts: { two: 'each tab has its own user', one: 'both are the second' },
    control: { changed: 'Both tabs use the cookie.', verdict: 'one' },
    expected: {
      client: ['one', 'The jar belongs to the browser.'],
      server: ['one', 'The jar belongs to the browser.'],
      bearer: ['two', 'Each tab keeps a token of its own.'],
    },
    advice: 'Rarely needed; a second browser profile does it for every style.',
    async run(world, { control }) {
      const browser = world.visitor('browser')
      const users = [await world.user(), await world.user()]
      const tokens: unknown[] = []
      for (const user of users) {
        const asked = await browser.post('/login', {
          json: { ...user, carrier: 'bearer' },
          cookies: 'none',
        })
        tokens.push(control ? undefined : asked.member('token'))
        if (typeof tokens.at(-1) !== 'string') await browser.signIn(user)
      }
      const names: unknown[] = []
      for (const token of tokens) {
        const me = await browser.get(
          '/me',
          typeof token === 'string' ? { bearer: token, cookies: 'none' } : {},
        )
        const { username } = (me.member('user') ?? {}) as { username?: string }
        world.shows(me, `The tab is ${username}.`)
        names.push(username)
      }
      return { verdict: names[0] === names[1] ? 'one' : 'two' }
    },
  }),
]
