import type { Exchange } from '../../../visitor/exchange.ts'
import type { ServerLog } from '../../brought/server-log.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { guess } from '../../help/guessing.ts'
import { formIn, PASSWORD_HASH, secretsIn } from '../../help/log-secrets.ts'
import { changingPassword, type PasswordChange } from '../../help/password-change.ts'
import { walked } from '../../help/tour.ts'

export const logCases: readonly ConformanceCase[] = [
  {
    id: 'log.tells-who-and-what',
    requirement: 'Sign-ins, failures, sign-outs, password changes and refusals are logged.',
    level: 'MUST',
    references: ['contract rule 11', 'ASVS 16.3.1'],
    needs: ['server-log'],
    uses: 'second-user',
    alone: true,
    run: async (context) => {
      context.willFail({ secondUser: 2 })
      const log = logOf(context)
      const { username } = context.secondUser
      const names = (line: string) => line.includes(username)
      const any = (line: string) => line !== ''
      const visitor = context.visitor()
      const logged = async (
        event: string,
        act: () => Promise<unknown>,
        fits: (line: string) => boolean,
      ) => {
        const start = log.end()
        await act()
        const line = await log.lineSince(start, fits)
        const expected = fits === names ? `a line that names ${username}` : 'a line'
        const seen = `${log.since(start).length} characters, and none`
        context.expect.that(line !== undefined, `log after ${event}`, expected, seen)
      }
      await changingPassword(context, async (change) => {
        await logged('a failed sign-in', () => guess(context, { username }), names)
        await logged('a sign-in', () => context.signIn(visitor, context.secondUser), names)
        await logged('a wrong current password', () => wrongCurrent(visitor), any)
        await logged('a password change', () => change.to(change.fresh(), visitor), names)
        const headers = { 'Sec-Fetch-Site': 'cross-site' }
        await logged('a refusal', () => visitor.post('/logout', { headers }), any)
        await logged('a sign-out', () => visitor.signOut(), names)
      })
    },
  },
  {
    id: 'log.never-tells-how',
    requirement: 'No password, token, cookie or session id is in the log.',
    level: 'MUST',
    references: ['contract rule 11', 'ASVS 16.2.5', 'ASVS 14.2.1'],
    needs: ['server-log'],
    uses: 'second-user',
    alone: true,
    run: async (context) => {
      context.willFail({ secondUser: 3, unknown: 1 })
      const log = logOf(context)
      const start = log.end()
      await changingPassword(context, (change) => everyWayIn(context, change))
      const last = log.end()
      await log.lineSince(last, () => false) // what is still on its way to the file
      const text = log.since(start)
      const secrets = secretsIn(context.journal)
      context.given.that(secrets.length > 5, 'secrets to look for', 'some', secrets.length)
      for (const { what, value } of secrets) {
        const form = formIn(text, value)
        const shown = `a ${what} of ${value.length} characters, ${form}`
        context.expect.that(form === undefined, 'the log', `no ${what}`, shown)
      }
      context.expect.lacks(text, PASSWORD_HASH, "a password's hash in the log")
    },
  },
]

/** Every request that brings a secret, as it should be and as it should not. */
async function everyWayIn(context: CaseContext, change: PasswordChange): Promise<void> {
  await walked(context) // a walk of its own: what it looks at was written since it began
  const visitor = await context.signedIn(context.secondUser)
  const secret = context.secret('a-password-that-no-log-may-hold')
  const bodies = [
    { username: context.secondUser.username, password: secret },
    { username: context.secondUser.username, password: secret, more: secret },
    { username: [secret], password: { of: secret } },
  ]
  for (const json of bodies) await context.notBusy(() => visitor.post('/login', { json }))
  const headers = { 'Content-Type': 'application/json' }
  await visitor.post('/login', { body: `{"username":"x","password":"${secret}"`, headers })
  await visitor.post('/login', { form: { username: 'x', password: secret, password2: secret } })
  await change.to(secret, visitor)
  await wrongCurrent(visitor)
  await visitor.get('/me', { cookies: { header: 'sid=a-cookie-that-no-log-may-hold' } })
  await visitor.get('/me', { bearer: 'a-token-that-no-log-may-hold' })
  if (context.about.carriers.includes('bearer')) {
    const json = {
      username: context.secondUser.username,
      password: change.current,
      carrier: 'bearer',
    }
    const stranger = context.visitor()
    const answer = await context.notBusy(() => stranger.post('/login', { json }))
    await stranger.get('/', { bearer: String(answer.member('token')) })
  }
  await visitor.signOut()
}

function wrongCurrent(visitor: ReturnType<CaseContext['visitor']>): Promise<Exchange> {
  const json = { currentPassword: 'wrong-current-password', newPassword: 'new-and-never-taken' }
  return visitor.post('/password', { json })
}

function logOf({ target: { brought }, notJudged }: CaseContext): ServerLog {
  return brought.log ?? notJudged('a log')
}
