import type { ConformanceCase } from '../../case.ts'
import { notesOf, putNote, randomText } from '../../help/steps.ts'

/** Names that are members of every JavaScript object, and so are lost by careless servers. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__']

const ALLOWED = ['a', 'Z', '0', '_', '-', `${'x'.repeat(60)}_-09`]

/** As they go on the wire. */
const FORBIDDEN = ['x'.repeat(65), 'a.b', 'a%20b', 'a%2Fb', '%C3%A9', 'a%00', 'a+b', 'a%0A']

export const notesCases: readonly ConformanceCase[] = [
  {
    id: 'notes.put-list-delete',
    requirement: 'A note that was put is listed, and once deleted no more.',
    level: 'MUST',
    references: ['contract /notes'],
    run: async (context) => {
      const { expect } = context
      const visitor = await context.signedIn()
      expect.equal(await notesOf(context, visitor), [], 'notes to begin with')
      expect.status(await visitor.put('/notes/milk', { json: { text: 'two litres' } }), 204)
      expect.status(await visitor.put('/notes/tea', { json: { text: 'green' } }), 204)
      const both = [
        { name: 'milk', text: 'two litres' },
        { name: 'tea', text: 'green' },
      ]
      expect.equal(await notesOf(context, visitor), both, 'notes after two were put')
      expect.status(await visitor.delete('/notes/milk'), 204)
      expect.equal(await notesOf(context, visitor), both.slice(1), 'notes after one was deleted')
    },
  },
  {
    id: 'notes.put-replaces',
    requirement: 'A note put under a name that is taken replaces the other.',
    level: 'MUST',
    references: ['contract PUT /notes/:name', 'RFC 9110 9.3.4'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await putNote(context, visitor, 'same', 'first')
      await putNote(context, visitor, 'same', 'second')
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'same', text: 'second' }], 'notes')
    },
  },
  {
    id: 'notes.delete-what-is-not-there',
    requirement: 'Deleting a note that is not there answers 204, as often as asked.',
    level: 'MUST',
    references: ['contract DELETE /notes/:name', 'RFC 9110 9.2.2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      context.expect.status(await visitor.delete('/notes/never-was'), 204)
      context.expect.status(await visitor.delete('/notes/toString'), 204)
    },
  },
  {
    id: 'notes.need-sign-in',
    requirement: 'Every request about notes answers 401 not-signed-in to whoever is not.',
    level: 'MUST',
    references: ['contract /notes'],
    run: async (context) => {
      const visitor = context.visitor()
      const note = { json: { text: 'x' } }
      const { expect } = context
      expect.problem(await visitor.get('/notes'), 401, 'not-signed-in')
      expect.problem(await visitor.put('/notes/x', note), 401, 'not-signed-in')
      expect.problem(await visitor.delete('/notes/x'), 401, 'not-signed-in')
      const form = { form: { name: 'x', text: 'x' } }
      expect.problem(await visitor.post('/notes', form), 401, 'not-signed-in')
      expect.problem(await visitor.post('/notes/x/delete', { form: {} }), 401, 'not-signed-in')
    },
  },
  {
    id: 'notes.inherited-names',
    requirement: '__proto__, constructor and their like are names of notes as any other.',
    level: 'MUST',
    references: ['contract PUT /notes/:name', 'ASVS 15.3.6'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const name of INHERITED) {
        const put = await visitor.put(`/notes/${name}`, { json: { text: `about ${name}` } })
        context.expect.status(put, 204)
      }
      const kept = await notesOf(context, visitor)
      const wanted = INHERITED.toSorted().map((name) => ({ name, text: `about ${name}` }))
      context.expect.equal(kept, wanted, 'notes under inherited names')
      for (const name of INHERITED) {
        context.expect.status(await visitor.delete(`/notes/${name}`), 204)
      }
      context.expect.equal(await notesOf(context, visitor), [], 'notes once they are deleted')
    },
  },
  {
    id: 'notes.names-allowed',
    requirement: 'A name of 1 to 64 letters, digits, "_" and "-" is taken.',
    level: 'MUST',
    references: ['contract PUT /notes/:name'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const name of ALLOWED) {
        context.expect.status(await visitor.put(`/notes/${name}`, { json: { text: 'ok' } }), 204)
      }
      const names = (await notesOf(context, visitor)).map(({ name }) => name)
      context.expect.equal(names, ALLOWED.toSorted(), 'names of the notes')
    },
  },
  {
    id: 'notes.names-refused',
    requirement: 'A name that is longer or holds anything else is refused, and nothing is kept.',
    level: 'MUST',
    references: ['contract PUT /notes/:name', 'contract rule 9', 'ASVS 2.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const name of FORBIDDEN) {
        // 404 is as sound as 400: an address with no such route, or a route with a bad parameter.
        const exchange = await visitor.put(`/notes/${name}`, { json: { text: 'no' } })
        context.expect.status(exchange, [400, 404])
      }
      const form = { form: { name: 'not a name', text: 'no' } }
      context.expect.problem(await visitor.post('/notes', form), 400, 'invalid-request')
      context.expect.equal(await notesOf(context, visitor), [], 'notes after all were refused')
    },
  },
  {
    id: 'notes.text-exactly',
    requirement: 'The text of a note comes back as it was sent, character by character.',
    level: 'MUST',
    references: ['contract PUT /notes/:name', 'contract rule 9'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const texts = {
        accents: 'Crème brûlée, e\u0301 is no é',
        emoji: 'tea 🍵 for 👩‍👩‍👧',
        markup: '<b>"bold"</b> & \'quoted\' \\ %41 +',
        spaces: '  two before\n\ttab, two after  ',
        json: '{"__proto__":{"admin":true}}',
        lines: 'one\r\ntwo\n\n',
        entities: '&lt;b&gt; &amp;amp; &#39;',
      }
      for (const [name, text] of Object.entries(texts)) {
        await putNote(context, visitor, name, text)
      }
      const kept = new Map((await notesOf(context, visitor)).map(({ name, text }) => [name, text]))
      for (const [name, text] of Object.entries(texts)) {
        context.expect.equal(kept.get(name), text, `text of the note ${name}`)
      }
    },
  },
  {
    id: 'notes.long-text-whole',
    requirement: 'A long text comes back whole.',
    level: 'MUST',
    references: ['contract PUT /notes/:name', 'contract rule 9'],
    run: async (context) => {
      const visitor = await context.signedIn()
      // A quarter of what there is room for, so that it fits however the state is encoded.
      const text = randomText(Math.min(8192, Math.floor(context.about.limits.stateBytes / 4)))
      await putNote(context, visitor, 'long', text)
      const [note] = await notesOf(context, visitor)
      const seen = `${note?.text.length} characters`
      const whole = note?.text === text
      context.expect.that(whole, 'the text', `all ${text.length} characters`, seen)
    },
  },
  {
    id: 'notes.by-post',
    requirement:
      'POST /notes and POST /notes/:name/delete do for forms and JSON what PUT and DELETE do.',
    level: 'MUST',
    references: ['contract /notes: forms', 'contract Words'],
    run: async (context) => {
      const { expect } = context
      const visitor = await context.signedIn()
      const form = { name: 'by-form', text: 'typed in' }
      expect.status(await visitor.post('/notes', { form }), 204, 'with a form')
      const json = { name: 'by-json', text: 'sent' }
      expect.status(await visitor.post('/notes', { json }), 204, 'with JSON')
      expect.equal(await notesOf(context, visitor), [form, json], 'notes')
      expect.status(await visitor.post('/notes/by-form/delete', { form: {} }), 204, 'with a form')
      expect.status(await visitor.post('/notes/by-json/delete', { json: {} }), 204, 'with JSON')
      expect.equal(await notesOf(context, visitor), [], 'notes after both were deleted')
    },
  },
]
