import type { ConformanceCase } from '../../case.ts'
import { guess } from '../../help/guessing.ts'
import { beginSlowly } from '../../help/slow-request.ts'
import {
  expectNotSignedIn,
  expectSignedIn,
  putNote,
  unknownName,
  userIn,
} from '../../help/steps.ts'

const ROUNDS = 4

export const racesCases: readonly ConformanceCase[] = [
  {
    id: 'races.sign-ins-at-once',
    requirement: 'Several sign-ins of one visitor at once all answer, and leave it signed in.',
    level: 'MUST',
    references: ['contract rule 4', 'RFC 6265bis 4.1.1'],
    run: async (context) => {
      const visitor = context.visitor()
      await visitor.get('/')
      const attempts = Array.from({ length: 4 }, () => {
        return context.notBusy(() => visitor.signIn(context.firstUser))
      })
      for (const exchange of await Promise.all(attempts)) {
        context.expect.status(exchange, 200, 'among four at once')
      }
      await expectSignedIn(context, visitor, 'after four sign-ins at once')
    },
  },
  {
    id: 'races.sign-ins-overlap',
    requirement: 'Sign-ins of one visitor that began before each other ended all answer.',
    level: 'MUST',
    references: ['contract rule 4', 'ASVS 15.4.2'],
    run: async (context) => {
      const visitor = context.visitor()
      await visitor.get('/')
      const slow = await Promise.all(
        Array.from({ length: 3 }, () => {
          return beginSlowly(context, visitor, 'POST /login', context.firstUser)
        }),
      )
      try {
        // All have begun, on a server that looks at the credential before it reads the body.
        for (const { status } of await Promise.all(slow.map(({ end }) => end(visitor)))) {
          // Several hashes at once may be too many for a small server (rule 8).
          context.expect.oneOf(status, [200, 503], 'status of a sign-in among three at once')
        }
      } finally {
        for (const { close } of slow) close()
      }
      await expectSignedIn(context, visitor, 'after three sign-ins at once')
    },
  },
  {
    id: 'races.changes-at-once',
    requirement: 'Changes and visits at once all answer, and leave the visitor signed in.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 6265bis 4.1.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const requests = Array.from({ length: 12 }, (_, number) => {
        return number % 3 === 0
          ? visitor.get('/')
          : visitor.put(`/notes/n${number}`, { json: { text: `number ${number}` } })
      })
      for (const exchange of await Promise.all(requests)) {
        context.expect.status(exchange, [200, 204], 'among twelve at once')
      }
      await expectSignedIn(context, visitor, 'after twelve requests at once')
    },
  },
  {
    id: 'races.sign-outs-at-once',
    requirement: 'Signing out several times at once answers 204 to each.',
    level: 'MUST',
    references: ['contract POST /logout'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const exchanges = await Promise.all(Array.from({ length: 4 }, () => visitor.signOut()))
      for (const exchange of exchanges) context.expect.status(exchange, 204, 'among four at once')
      await expectNotSignedIn(context, visitor, 'after it')
    },
  },
  {
    id: 'races.visitors-at-once',
    requirement: 'Visitors who come at the same moment are each shown what is their own.',
    level: 'MUST',
    references: ['contract Words: visitor', 'contract rule 4', 'ASVS 15.4.1'],
    uses: 'second-user',
    run: async (context) => {
      const users = [context.firstUser, context.secondUser]
      const members = users.map((user) => ({ user, visitor: context.visitor() }))
      await Promise.all(members.map(({ user, visitor }) => context.signIn(visitor, user)))
      await Promise.all(
        members.map(({ user, visitor }) => putNote(context, visitor, 'whose', user.username)),
      )
      for (let round = 1; round <= ROUNDS; round += 1) {
        const strangers = [context.visitor(), context.visitor()].map(async (visitor) => {
          const home = await visitor.get('/')
          context.expect.equal(userIn(home), null, 'user of GET / for a stranger, among others')
          context.expect.equal(home.member('visits'), 1, 'visits of a stranger, among others')
        })
        const often = Array.from({ length: 4 }, () => members).flat()
        const own = often.map(async ({ user: { username }, visitor }) => {
          const [me, notes] = await Promise.all([visitor.get('/me'), visitor.get('/notes')])
          context.expect.equal(userIn(me), username, `user of ${me.name}, among others`)
          const wanted = [{ name: 'whose', text: username }]
          context.expect.equal(notes.member('notes'), wanted, `notes of ${username}, among others`)
        })
        await Promise.all([...strangers, ...own])
      }
    },
  },
  {
    id: 'races.guesses-at-once',
    requirement: 'Guesses sent all at once do not slip past the limit.',
    level: 'SHOULD',
    references: ['contract rule 8', 'ASVS 6.3.1', 'ASVS 15.4.2'],
    needs: ['source-addresses'],
    run: async (context) => {
      const allowed = context.about.limits.signIn.accountAndAddress
      if (allowed > 12) context.notJudged('limits.signIn.accountAndAddress of 12 or less')
      const username = unknownName()
      const guesses = Array.from({ length: 4 * allowed }, () => guess(context, { username }))
      const looked = (await Promise.all(guesses)).filter(({ status }) => status === 401).length
      // Twice the limit leaves room for those that were under way when it was reached.
      const few = looked <= 2 * allowed
      const subject = `guesses looked at, of ${guesses.length} at once`
      context.expect.that(few, subject, `about ${allowed}, at most ${2 * allowed}`, String(looked))
    },
  },
]
