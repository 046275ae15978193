import type { ConformanceCase } from '../../case.ts'
import { cookiesIn } from '../../help/cookies.ts'
import { fillToTheBrim } from '../../help/fill.ts'
import {
  expectSignedIn,
  notesOf,
  putNote,
  randomText,
  visit,
  visitMessage,
} from '../../help/steps.ts'

export const notesLimitCases: readonly ConformanceCase[] = [
  {
    id: 'notes.too-large',
    requirement:
      'A note that does not fit is answered 413 state-too-large with limitBytes and wouldNeedBytes, and the state stays.',
    level: 'MUST',
    references: ['contract PUT /notes/:name', 'contract rule 9'],
    run: async (context) => {
      const { expect } = context
      const visitor = await context.signedIn()
      await visit(context, visitor)
      await fillToTheBrim(context, visitor)
      const before = await notesOf(context, visitor)
      const text = randomText(500)
      const refused = await visitor.put('/notes/too-much', { json: { text } })
      expect.problem(refused, 413, 'state-too-large')
      const [limit, need] = [refused.member('limitBytes'), refused.member('wouldNeedBytes')]
      expect.that(Number.isInteger(limit), 'limitBytes', 'a whole number', limit)
      expect.that(Number.isInteger(need), 'wouldNeedBytes', 'a whole number', need)
      expect.that(Number(need) > Number(limit), 'wouldNeedBytes', `more than ${limit}`, need)
      expect.equal(await notesOf(context, visitor), before, 'notes after the refusal')
      const form = await visitor.post('/notes', { form: { name: 'too-much', text } })
      expect.problem(form, 413, 'state-too-large', 'with a form')
      const me = await visitor.get('/me')
      expect.equal(me.member('visits'), 1, 'visits after the refusal')
    },
  },
  {
    id: 'notes.replacing-too-large-keeps-old',
    requirement: 'A note that is replaced by one too large keeps its old text.',
    level: 'MUST',
    references: ['contract PUT /notes/:name'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await putNote(context, visitor, 'small', 'old text')
      await fillToTheBrim(context, visitor)
      const refused = await visitor.put('/notes/small', { json: { text: randomText(500) } })
      context.expect.problem(refused, 413, 'state-too-large')
      const small = (await notesOf(context, visitor)).find(({ name }) => name === 'small')
      context.expect.equal(small?.text, 'old text', 'text of the note after the refusal')
    },
  },
  {
    id: 'notes.no-other-route-too-large',
    requirement:
      'With the state at its brim every other route goes on: visits to the 110th, signing in again, signing out.',
    level: 'MUST',
    references: ['contract PUT /notes/:name: the limit leaves room', 'ASVS 3.3.5'],
    slow: true,
    run: async (context) => {
      const { expect } = context
      const visitor = await context.signedIn()
      await fillToTheBrim(context, visitor)
      const notes = await notesOf(context, visitor)
      await context.signIn(visitor)
      expect.equal(await notesOf(context, visitor), notes, 'notes after signing in again')
      for (let visits = 1; visits <= 110; visits += 1) {
        const exchange = await visitor.get('/')
        expect.status(exchange, 200, `at the brim, visit ${visits}`)
        expect.equal(exchange.member('visits'), visits, `visits of visit ${visits} at the brim`)
        if (visits === 42) expect.equal(exchange.member('message'), visitMessage(42), 'message')
      }
      expect.equal(visitor.jar.refused, [], 'cookies that the browser refused')
      await expectSignedIn(context, visitor, 'at the brim')
      expect.status(await visitor.delete('/notes/fill-0'), 204, 'at the brim')
      expect.status(await visitor.signOut(), 204)
    },
  },
  {
    id: 'notes.room-comes-back',
    requirement: 'What a deleted note took is free again.',
    level: 'MUST',
    references: ['contract /notes'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await fillToTheBrim(context, visitor)
      const first = (await notesOf(context, visitor)).find(({ name }) => name === 'fill-0')
      context.given.that(first !== undefined, 'notes', 'the first one that was put', 'none')
      context.given.status(await visitor.delete('/notes/fill-0'), 204)
      // A state that is compressed may take some bytes more in another order: most of it will do.
      const text = first?.text.slice(0, Math.ceil(first.text.length * 0.9))
      const again = await visitor.put('/notes/fill-0', { json: { text } })
      context.expect.status(again, 204, 'with most of the text that was there before')
    },
  },
  {
    id: 'cookies.never-over-4096',
    requirement: 'No cookie is sent whose name and value are over 4096 octets together.',
    level: 'MUST',
    references: ['contract rule 1', 'ASVS 3.3.5', 'RFC 6265bis 5.6'],
    run: async (context) => {
      const visitor = context.visitor()
      const anonymous = await visit(context, visitor)
      await context.signIn(visitor)
      // A server that measures wrongly may never say that it is full: what it has sent tells why.
      const filled = await fillToTheBrim(context, visitor)
        .then(() => visit(context, visitor))
        .catch((error: Error) => error)
      context.given.that(cookiesIn(anonymous).setting.length > 0, 'a visit', 'a cookie', 'none')
      const sizes = context.journal
        .flatMap((exchange) => exchange.setCookies())
        .map(({ name, value }) => Buffer.byteLength(name) + Buffer.byteLength(value))
      const most = Math.max(...sizes)
      context.expect.that(most <= 4096, 'largest cookie', 'at most 4096 octets', `${most} octets`)
      if (filled instanceof Error) throw filled
    },
  },
]
