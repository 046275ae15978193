import { cookieHeader } from '../../help/cookies.ts'
import { unknownName } from '../../help/steps.ts'
import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'
import type { CoreVisitor } from '../core-visitor.ts'
import { shownName } from '../readings.ts'

async function expectRefused(
  context: CoreContext,
  user: Readonly<Record<string, unknown>>,
  when: string,
): Promise<void> {
  const visitor = context.visitor()
  const { answer, succeeded } = await visitor.signIn(user)
  const seen = `status ${answer.status}, as for one that worked`
  context.expect.that(!succeeded, `sign-in ${when}`, 'a refusal', seen)
  context.expectStranger(await visitor.whoAmI(), `after a sign-in ${when}`)
}

async function expectWho(
  context: CoreContext,
  visitor: CoreVisitor,
  user: CoreContext['firstUser'],
) {
  context.expectUser(await visitor.whoAmI(), user, `after sign-in as ${user.username}`)
}

export const signInCases: readonly CoreCase[] = [
  {
    id: 'core.sign-in.works',
    requirement: 'Both users can sign in, and who-am-I then tells who they are.',
    level: 'MUST',
    references: ['ASVS 7.2.1'],
    run: async (context) => {
      for (const user of context.users) {
        const visitor = context.visitor()
        context.expectStranger(await visitor.whoAmI(), 'before sign-in')
        await context.signIn(visitor, user)
        await expectWho(context, visitor, user)
      }
    },
  },
  {
    id: 'core.sign-in.users-apart',
    requirement: 'Two users at once each see themselves and nothing of the other.',
    level: 'MUST',
    references: ['ASVS 7.2.1', 'RFC 6265bis 8.3'],
    run: async (context) => {
      const { firstUser, secondUser } = context
      const one = await context.signedIn(firstUser)
      const other = await context.signedIn(secondUser)
      const asked = [one, other, one, other, other, one]
      const answers = await Promise.all(asked.map((visitor) => visitor.whoAmI()))
      answers.forEach((answer, index) => {
        const user = asked[index] === one ? firstUser : secondUser
        context.expectUser(answer, user, 'with two users at once')
      })
    },
  },
  {
    id: 'core.sign-in.wrong-password',
    requirement: 'A wrong password signs nobody in.',
    level: 'MUST',
    references: ['ASVS 6.2.8', 'ASVS 8.3.1'],
    run: async (context) => {
      const { username } = context.firstUser
      await expectRefused(context, { username, password: 'not-the-password' }, 'with a wrong one')
      await expectRefused(context, { username, password: '' }, 'with an empty one')
    },
  },
  {
    id: 'core.sign-in.unknown-name',
    requirement: 'An unknown name signs nobody in.',
    level: 'MUST',
    references: ['ASVS 6.2.8', 'ASVS 8.3.1'],
    run: async (context) => {
      const { password } = context.firstUser
      const username = nameLike(context.firstUser.username)
      await expectRefused(context, { username, password }, 'with an unknown name')
    },
  },
  {
    id: 'core.sign-in.password-exact',
    requirement:
      'A password is taken exactly as sent: nothing cut off, trimmed or changed in case.',
    level: 'MUST',
    references: ['ASVS 6.2.8'],
    run: async (context) => {
      const { username, password } = context.secondUser
      const nearly = {
        'in capital letters': password.toUpperCase(),
        'with a space after it': `${password} `,
        'without its last character': password.slice(0, -1),
        'with one character more': `${password}x`,
      }
      for (const [when, each] of Object.entries(nearly)) {
        if (each === password) continue
        await expectRefused(context, { username, password: context.base.secret(each) }, when)
      }
    },
  },
  {
    id: 'core.sign-in.not-by-get',
    requirement: 'Name and password in the address of a GET sign nobody in.',
    level: 'MUST',
    references: ['ASVS 14.2.1', 'ASVS 3.5.3'],
    run: async (context) => {
      const { map, firstUser } = context
      const { username, password } = firstUser
      const fields = Object.entries({ ...map.signIn.form, ...Object(map.signIn.json) })
      const query = new URLSearchParams(
        fields.map(([name, value]): [string, string] => {
          const filled = String(value)
            .replaceAll('{username}', username)
            .replaceAll('{password}', password)
          return [name, filled]
        }),
      )
      const path = map.signIn.path.replace(/\?.*/, '')
      const visitor = context.visitor()
      await visitor.person.get(`${path}?${query}`)
      context.expectStranger(await visitor.whoAmI(), `after GET ${path} with name and password`)
    },
  },
  {
    id: 'core.sign-in.gives-no-password',
    requirement: 'No answer to a sign-in, right or wrong, holds the password or a hash of it.',
    level: 'MUST',
    references: ['ASVS 14.2.1', 'ASVS 15.3.1'],
    run: async (context) => {
      const { username, password } = context.firstUser
      const wrong = context.base.secret('not-the-password-of-anybody')
      const right = await context.signIn(context.visitor())
      const failed = await context.visitor().signIn({ username, password: wrong })
      const shown = { 'right password': right.answer, 'wrong password': failed.answer }
      for (const [name, { response }] of Object.entries(shown)) {
        const told = readable(JSON.stringify(response))
        const held = [password, wrong].some((each) => told.includes(each))
        const subject = `the answer to a ${name}`
        context.expect.that(!held, subject, 'no password in it', 'the password')
        const hash = /\$argon2|\$2[aby]\$|\$scrypt|pbkdf2/i.exec(told)
        context.expect.equal(hash?.[0] ?? null, null, `what looks like a hash in ${subject}`)
      }
    },
  },
  {
    id: 'core.sign-in.second-user-starts-anew',
    requirement: 'A sign-in in the place of another shows the new user and nothing of the old one.',
    level: 'MUST',
    references: ['ASVS 7.2.4', 'ASVS 14.3.1'],
    run: async (context) => {
      const { firstUser, secondUser } = context
      const visitor = await context.signedIn(firstUser)
      await context.signIn(visitor, secondUser)
      const answer = await visitor.whoAmI()
      context.expectUser(answer, secondUser, 'after a sign-in in the place of another')
      const left = answer.body.includes(shownName(firstUser))
      const seen = `the name of ${firstUser.username}`
      context.expect.that(!left, answer.name, 'nothing of the user before', seen)
      const again = await context.whoWith(cookieHeader(visitor.credential()))
      context.expectUser(again, secondUser, 'with the new credential alone')
    },
  },
]

/** Unknown, and of the same kind: an e-mail address where the known name is one. */
export function nameLike(username: string): string {
  const at = username.indexOf('@')
  return at < 0 ? unknownName() : `${unknownName()}${username.slice(at)}`
}

/** With base64 and percent-encoding taken off where they hide text, as in a cookie. */
export function readable(text: string): string {
  const decoded = [...text.matchAll(/[A-Za-z0-9_+/%-]{16,}/g)].map(([each]) => {
    return Buffer.from(each.replaceAll('%3D', '='), 'base64').toString()
  })
  return [text, ...decoded].join('\n')
}
