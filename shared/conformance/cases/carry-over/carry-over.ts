import type { ConformanceCase } from '../../case.ts'
import { notesOf, putNote, userIn, userOf, visit, visitsOf } from '../../help/steps.ts'

export const carryOverCases: readonly ConformanceCase[] = [
  {
    id: 'carry-over.anonymous-visits',
    requirement: 'The visits of an anonymous visitor are counted on after sign-in.',
    level: 'MUST',
    references: ['contract rule 4'],
    run: async (context) => {
      const visitor = context.visitor()
      for (let visits = 1; visits <= 3; visits += 1) await visit(context, visitor)
      await context.signIn(visitor)
      context.expect.equal(await visitsOf(context, visitor), 3, 'visits right after sign-in')
      const next = await visitor.get('/')
      context.expect.equal(next.member('visits'), 4, 'visits of the next visit')
    },
  },
  {
    id: 'carry-over.same-user-keeps',
    requirement: 'When the same user signs in again, visits and notes stay.',
    level: 'MUST',
    references: ['contract rule 4'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await visit(context, visitor)
      await putNote(context, visitor, 'kept', 'over sign-in')
      await context.signIn(visitor)
      context.expect.equal(await visitsOf(context, visitor), 1, 'visits after signing in again')
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'kept', text: 'over sign-in' }], 'notes after it')
    },
  },
  {
    id: 'carry-over.other-user-starts-empty',
    requirement: 'A sign-in as another user starts empty: no visits, no notes of the one before.',
    level: 'MUST',
    references: ['contract rule 4'],
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn()
      await visit(context, visitor)
      await putNote(context, visitor, 'private', 'of the first user')
      await context.signIn(visitor, context.secondUser)
      const me = await visitor.get('/me')
      context.expect.equal(userIn(me), context.secondUser.username, 'user after the second sign-in')
      const afresh = await (await context.signedIn(context.secondUser)).get('/me')
      context.expect.equal(userOf(me), userOf(afresh), 'user, beside a sign-in afresh')
      context.expect.equal(me.member('visits'), 0, 'visits of the second user')
      context.expect.equal(await notesOf(context, visitor), [], 'notes of the second user')
      await context.signIn(visitor)
      context.expect.equal(await notesOf(context, visitor), [], 'notes of the first user, later')
    },
  },
  {
    id: 'carry-over.state-is-the-visitors',
    requirement: 'What one visitor keeps is not shown to another who signs in as the same user.',
    level: 'MUST',
    references: ['contract Words: state', 'contract rule 4'],
    uses: 'second-user',
    run: async (context) => {
      const { secondUser } = context
      const [here, elsewhere] = [await context.signedIn(secondUser), context.visitor()]
      await visit(context, here)
      await putNote(context, here, 'here', 'only')
      await context.signIn(elsewhere, secondUser)
      context.expect.equal(await notesOf(context, elsewhere), [], 'notes of the other visitor')
      context.expect.equal(await visitsOf(context, elsewhere), 0, 'visits of the other visitor')
    },
  },
]
