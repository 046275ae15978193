import { type ConformanceCase, claims } from '../../case.ts'
import { cookiesIn, expectNoCookie, heldCredential } from '../../help/cookies.ts'
import { changingPassword } from '../../help/password-change.ts'
import {
  expectNotSignedIn,
  expectSignedIn,
  notesOf,
  putNote,
  visit,
  visitsOf,
} from '../../help/steps.ts'

export const passwordCases: readonly ConformanceCase[] = [
  {
    id: 'password.changes',
    requirement: 'POST /password answers 204; from then on the new password works, the old not.',
    level: 'MUST',
    references: ['contract POST /password', 'ASVS 6.2.2', 'ASVS 6.2.3'],
    uses: 'second-user',
    run: async (context) => {
      context.willFail({ secondUser: 1 })
      const { username, password } = context.secondUser
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        const between = change.fresh()
        context.expect.status(await change.to(between, visitor), 204)
        const fresh = await context.notBusy(() => {
          return context.visitor().signIn({ username, password: between })
        })
        context.expect.status(fresh, 200, 'with the new password')
        // The failure comes last: were it one too many, the password could not be put back.
        context.expect.status(await change.to(password, visitor), 204, 'once more')
        const stale = await context.notBusy(() => {
          return context.visitor().signIn({ username, password: between })
        })
        context.expect.problem(stale, 401, 'invalid-credentials', 'with the old password')
      })
    },
  },
  {
    id: 'password.issues-fresh-credential',
    requirement: 'A password change issues a fresh credential, and keeps signedInAt.',
    level: 'MUST',
    references: ['contract POST /password', 'contract rule 4', 'contract rule 6', 'ASVS 7.2.4'],
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      const before = JSON.stringify(heldCredential(context, visitor))
      const signedInAt = (await visitor.get('/me')).member('signedInAt')
      await changingPassword(context, async (change) => {
        const exchange = await change.to(change.fresh(), visitor)
        context.given.status(exchange, 204)
        const set = cookiesIn(exchange).setting.length
        context.expect.that(set > 0, exchange.name, 'a fresh credential', 'no cookie')
        const after = JSON.stringify(heldCredential(context, visitor))
        context.expect.that(after !== before, 'the credential', 'another one', 'the same')
        const me = await visitor.get('/me')
        context.expect.status(me, 200, 'with the fresh credential')
        context.expect.equal(me.member('signedInAt'), signedInAt, 'signedInAt')
      })
    },
  },
  {
    id: 'password.kills-own-copies',
    requirement: 'A copy of the credential from before a password change is dead after it.',
    level: 'MUST',
    references: ['contract Capabilities: revoke', 'contract POST /password', 'ASVS 7.4.3'],
    appliesTo: claims('revoke'),
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      const older = visitor.copy()
      await visit(context, visitor)
      const thief = visitor.copy()
      await changingPassword(context, async (change) => {
        context.given.status(await change.to(change.fresh(), visitor), 204)
        await expectNotSignedIn(context, thief, 'with a copy from before the change')
        await expectNotSignedIn(context, older, 'with a copy from before a visit and the change')
        await expectSignedIn(context, visitor, 'with the fresh credential')
      })
    },
  },
  {
    id: 'password.ends-other-sign-ins',
    requirement: 'A password change ends every other sign-in of the user, and not this one.',
    level: 'MUST',
    references: ['contract POST /password', 'contract Capabilities: endEverywhere', 'ASVS 7.4.3'],
    appliesTo: claims('endEverywhere'),
    uses: 'second-user',
    run: async (context) => {
      const here = await context.signedIn(context.secondUser)
      const elsewhere = await context.signedIn(context.secondUser)
      const someoneElse = await context.signedIn(context.firstUser)
      await changingPassword(context, async (change) => {
        context.given.status(await change.to(change.fresh(), here), 204)
        await expectNotSignedIn(context, elsewhere, 'elsewhere, after the change')
        await expectSignedIn(context, here, 'here, after the change')
        await expectSignedIn(context, someoneElse, 'as another user, after the change')
      })
    },
  },
  {
    id: 'password.keeps-state',
    requirement: 'A password change keeps the visits and the notes.',
    level: 'SHOULD',
    references: ['contract POST /password', 'contract rule 4'],
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      await visit(context, visitor)
      await putNote(context, visitor, 'kept', 'over the change')
      await changingPassword(context, async (change) => {
        context.given.status(await change.to(change.fresh(), visitor), 204)
        context.expect.equal(await visitsOf(context, visitor), 1, 'visits after the change')
        const notes = await notesOf(context, visitor)
        context.expect.equal(notes, [{ name: 'kept', text: 'over the change' }], 'notes after it')
      })
    },
  },
  {
    id: 'password.takes-form',
    requirement: 'POST /password takes a form as it takes JSON.',
    level: 'MUST',
    references: ['contract Words', 'contract POST /password'],
    uses: 'second-user',
    run: async (context) => {
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        const exchange = await change.to(change.fresh(), visitor, (form) => ({ form }))
        context.expect.status(exchange, 204, 'with a form')
      })
    },
  },
  {
    id: 'password.whole-length-counts',
    requirement: 'A password of 256 characters is taken, and every one of them counts.',
    level: 'MUST',
    references: ['contract rule 8', 'contract POST /password', 'ASVS 6.2.8', 'ASVS 6.2.9'],
    // It fails while the password is changed: from an address that was used up it could not be put back.
    needs: ['source-addresses'],
    uses: 'second-user',
    run: async (context) => {
      context.willFail({ secondUser: 1 })
      const { username } = context.secondUser
      const visitor = await context.signedIn(context.secondUser)
      await changingPassword(context, async (change) => {
        const long = ` ${change.fresh()} ünï ${'0123456789'.repeat(30)}`.slice(0, 256)
        context.expect.status(await change.to(long, visitor), 204, 'with 256 characters')
        const lastOther = context.secret(`${long.slice(0, -1)}?`)
        const stranger = context.visitor()
        const near = { username, password: lastOther }
        const wrong = await context.notBusy(() => stranger.signIn(near))
        context.expect.status(wrong, 401, 'with another last character')
        const right = await context.notBusy(() => stranger.signIn({ username, password: long }))
        context.expect.status(right, 200, 'with all 256 characters')
      })
    },
  },
  {
    id: 'password.needs-sign-in',
    requirement: 'POST /password answers 401 not-signed-in to whoever is not.',
    level: 'MUST',
    references: ['contract POST /password'],
    run: async (context) => {
      const json = { currentPassword: 'whatever-this', newPassword: 'whatever-that' }
      const exchange = await context.visitor().post('/password', { json })
      context.expect.problem(exchange, 401, 'not-signed-in')
      expectNoCookie(context, exchange)
    },
  },
]
