/** Growth: what goes over the wire as a state grows. */
import { cookieHeader } from '../../../../shared/conformance/help/cookies.ts'
import { type Experiment, experiment } from '../../experiment.ts'
import type { Person } from '../../person.ts'
import { noteOf } from '../../steps/note.ts'
import type { World } from '../../world.ts'

/** Of the `Cookie` header that goes with each request. */
function cookieBytes(person: Person): number {
  return cookieHeader(person.cookies()).length
}

async function write(world: World, owner: Person, characters: number): Promise<void> {
  const written = await owner.put('/notes/first', { json: { text: noteOf(characters) } })
  world.given(written.status === 204, `a note, as it was answered ${written.status}`)
  world.shows(written, `A note of ${characters} characters is kept.`)
}

export const growthWireExperiments: readonly Experiment[] = [
  experiment({
    id: 'growth.bytes-with-each-request',
    question: 'Does every request become larger as the state grows?',
    claim: { text: 'Tokens take more space than an id.', by: 'Slootweg (2016); Copenhagen Book' },
    references: ['RFC 6265bis 5.6', 'contract GET /about: limits'],
    steps: [
      'The owner signs in.',
      'The owner writes a note of 1,500 characters.',
      'The Cookie header before and after is measured.',
    ],
    verdicts: { grows: 'by more than the note', constant: 'not by a byte' },
    control: { changed: 'No note is written.', verdict: 'constant' },
    expected: {
      client: ['grows', 'The state is in the cookie: base64 makes 4 bytes of 3.'],
      server: ['constant', 'The cookie is an id of one length.'],
      'cookie-session-encrypted': ['grows', 'Base64 in base64: 16 bytes of 9, and the seal.'],
    },
    advice:
      'A carried state is paid for with every request, of images too where they are on the same host.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const emptyCookieBytes = cookieBytes(owner)
      if (!control) await write(world, owner, 1500)
      const fullCookieBytes = cookieBytes(owner)
      const me = await owner.get('/me')
      world.shows(me, `The Cookie header has ${fullCookieBytes} bytes; it had ${emptyCookieBytes}.`)
      const figures = { emptyCookieBytes, fullCookieBytes }
      return { verdict: fullCookieBytes - emptyCookieBytes > 1500 ? 'grows' : 'constant', figures }
    },
  }),
  experiment({
    id: 'growth.state-sent-back',
    question: 'Does each change send the whole state back to the browser?',
    claim: {
      text: 'A cookie session rewrites the cookie with each change.',
      by: 'cookie-session README',
    },
    references: ['contract rule 2'],
    steps: [
      'The owner signs in and writes a note of 1,500 characters.',
      'The owner makes one more visit.',
      'The Set-Cookie lines of its answer are measured.',
    ],
    verdicts: { 'sent-again': 'more than the note', 'not-sent': 'less than 200 bytes' },
    control: { changed: 'The owner reads, and changes nothing.', verdict: 'not-sent' },
    expected: {
      client: ['sent-again', 'The new count makes a new cookie value.'],
      server: ['not-sent', 'The state is written where it is; the id stays.'],
    },
    advice:
      'Keep in a carried state what seldom changes; a count of visits is the worst that can be in it.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      await write(world, owner, 1500)
      const visit = await owner.get(control ? '/me' : '/')
      const setCookieBytes = visit.headers('set-cookie').join('').length
      world.shows(visit, `Its Set-Cookie lines have ${setCookieBytes} bytes.`)
      const verdict = setCookieBytes > 1500 ? 'sent-again' : 'not-sent'
      return { verdict, figures: { setCookieBytes } }
    },
  }),
  experiment({
    id: 'growth.header-wall',
    question:
      'Does a full state, beside the cookies of other apps on the host, lock its visitor out?',
    claim: {
      text: 'Too many cookies and the server answers 431 until they are cleared.',
      by: 'Node (16 KiB of headers); ASVS 4.2.5',
    },
    references: ['ASVS 4.2.5', 'RFC 6585 5', 'RFC 6265bis 8.6'],
    steps: [
      'The owner signs in and writes a note of 1,800 characters.',
      'Other apps on the host have set cookies of 14,000 bytes.',
      'The owner asks who it is.',
    ],
    verdicts: {
      'locked-out': '431, for every request until the cookies are gone',
      answered: 'it is answered',
    },
    control: { changed: 'There are no other apps.', verdict: 'answered' },
    expected: {
      client: ['locked-out', 'Together they are over the 16 KiB that Node’s parser takes.'],
      server: ['answered', 'A hundred bytes more are no matter.'],
    },
    advice: 'A host of its own for each app (ASVS 3.5.4), or little in the cookie.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      await write(world, owner, 1800)
      const own = owner.cookies().map(({ name, value }) => `${name}=${value}`)
      const others = Array.from({ length: 4 }, (_, index) => `app-${index}=${noteOf(3490)}`)
      const header = [...own, ...(control ? [] : others)].join('; ')
      const me = await owner.get('/me', { cookies: { header } })
      world.shows(me, `With ${header.length} bytes of cookies: ${me.status}.`)
      const figures = { cookieHeaderBytes: header.length }
      return { verdict: me.status === 431 ? 'locked-out' : 'answered', figures }
    },
  }),
]
