/** Concurrency: two tabs, two users, and changes that overlap. */
import { type Experiment, experiment } from '../../experiment.ts'
import type { Person } from '../../person.ts'
import { beginSlowly } from '../../steps/slow-request.ts'

const NAMES = ['one', 'two', 'three', 'four', 'five']

async function namesOf(
  person: Person,
): Promise<{ names: string[]; notes: Awaited<ReturnType<Person['get']>> }> {
  const notes = await person.get('/notes')
  const list = (notes.member('notes') ?? []) as { name: string }[]
  return { names: list.map(({ name }) => name), notes }
}

export const concurrencyTabsExperiments: readonly Experiment[] = [
  experiment({
    id: 'concurrency.notes-at-once',
    question: 'Are five notes that are written at once all there afterwards?',
    claim: {
      text: 'Concurrent responses that set a cookie are unpredictable.',
      by: 'RFC 6265bis 4.1.1',
    },
    references: ['ASVS 15.4.2', 'RFC 6265bis 4.1.1'],
    steps: [
      'The owner signs in.',
      'Five requests write a note each, at once, from one jar.',
      'The notes are read.',
    ],
    verdicts: { all: 'five notes', 'some-lost': 'fewer, though each was answered 204' },
    control: { changed: 'One is written after the other.', verdict: 'all' },
    expected: {
      client: ['some-lost', 'Each answer brings a cookie with the old notes and its own.'],
      server: [
        'all',
        'A memory store answers within one turn of the event loop: no other request comes between read and write.',
      ],
      'server-session-redis': [
        'some-lost',
        'Each request read the state before the others wrote it.',
      ],
    },
    surprise:
      'Expected was a loss in every column. The memory store loses none, so a fault that Redis will show is not seen while developing.',
    advice:
      'What must not be lost goes into a database row of its own, not into a state that is read and written whole.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const writes = NAMES.map(
        (name) => () => owner.put(`/notes/${name}`, { json: { text: name } }),
      )
      if (control) for (const write of writes) await write()
      else await Promise.all(writes.map((write) => write()))
      const { names, notes } = await namesOf(owner)
      world.shows(notes, `${names.length} of ${NAMES.length} notes are there.`)
      const verdict = names.length === NAMES.length ? 'all' : 'some-lost'
      return { verdict, figures: { keptNotes: names.length } }
    },
  }),
  experiment({
    id: 'concurrency.older-tab-overwrites',
    question: 'Does a slow change, begun before a quick one, undo it?',
    claim: { text: 'The last writer wins.', by: 'express-session issues 361 and 606' },
    references: ['ASVS 15.4.2'],
    steps: [
      'The owner signs in.',
      'A first tab begins to write a note, and is slow.',
      'A second tab writes another note.',
      'The first tab comes to its end, and the notes are read.',
    ],
    verdicts: {
      both: 'both notes are there',
      undone: 'the quick one is gone, though it was answered 204',
    },
    control: {
      changed: 'The first tab comes to its end before the second begins.',
      verdict: 'both',
    },
    expected: {
      client: ['undone', 'The slow answer brings the state as it was when its request began.'],
      server: [
        'undone',
        'The session was read when the request began, and is written whole at its end.',
      ],
    },
    advice: 'Merge at the moment of writing, or keep in the state what only one place changes.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const slow = await beginSlowly(owner, 'PUT', '/notes/slow', { text: 'the first tab' })
      if (control) world.shows(await slow.end(), 'The slow one ends.')
      const quick = await owner.put('/notes/quick', { json: { text: 'the second tab' } })
      world.shows(quick, 'The quick one is written.')
      if (!control) world.shows(await slow.end(), 'The slow one ends.')
      const { names, notes } = await namesOf(owner)
      world.shows(notes, `There: ${names.join(', ')}.`)
      return { verdict: names.includes('quick') ? 'both' : 'undone' }
    },
  }),
  experiment({
    id: 'concurrency.two-users-in-one-jar',
    question:
      'As whom does a form act that was opened before somebody else signed in, in another tab?',
    claim: {
      text: 'Tabs share cookies: the last sign-in wins in all of them.',
      by: 'OWASP CSRF sheet, login CSRF',
    },
    references: ['OWASP CSRF Prevention: login forms', 'contract rule 4'],
    steps: [
      'Alice signs in, and a page with a form is open.',
      'Bob signs in in another tab of the same browser.',
      'The form of the first tab is sent: it writes a note.',
      'Whose note is it?',
    ],
    verdicts: {
      'the-second': 'it is among the notes of Bob',
      'the-first': 'it is among those of Alice',
    },
    control: { changed: 'Bob does not sign in.', verdict: 'the-first' },
    expected: {
      client: ['the-second', 'A cookie belongs to the browser, not to a tab.'],
      server: ['the-second', 'A cookie belongs to the browser, not to a tab.'],
    },
    advice: 'Say on the page and in the form who is acting, and check it when it comes back.',
    async run(world, { control }) {
      const alice = await world.user()
      const browser = await world.signedIn('browser', alice)
      if (!control) world.shows(await browser.signIn(await world.user()), 'Bob signs in.')
      const form = { name: 'from-the-first-tab', text: 'a note of Alice' }
      world.shows(await browser.post('/notes', { form }), 'The form of the first tab is sent.')
      const me = await browser.get('/me')
      const { username } = (me.member('user') ?? {}) as { username?: string }
      const { names } = await namesOf(browser)
      const isAlices = username === alice.username
      world.shows(me, `The note is ${isAlices ? "Alice's" : "Bob's"}.`)
      world.given(names.includes(form.name), 'the note, somewhere')
      return { verdict: isAlices ? 'the-first' : 'the-second' }
    },
  }),
]
