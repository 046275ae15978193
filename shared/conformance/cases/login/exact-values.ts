import type { ConformanceCase } from '../../case.ts'

/** Other characters, which compatibility normalisation (NFKC) turns into the same. */
function fullWidth(text: string): string {
  return text.replace(/[!-~]/, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0))
}

/** Names and passwords are what they are, to the letter. */
export const loginExactlyCases: readonly ConformanceCase[] = [
  {
    id: 'login.name-is-data',
    requirement:
      'A name is no pattern and no piece of a query: none but the own leads to an account.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 1.2.4', 'ASVS 2.2.1'],
    run: async (context) => {
      const { username, password } = context.firstUser
      const names = [
        '%',
        '*',
        `${username}%`,
        `${username.slice(0, -1)}_`,
        `${username}*`,
        `x' OR username='${username}`,
        `${username}'-- `,
        `${username}'#`,
        `x" OR "1"="1`,
        `*)(uid=${username}`,
        '{"$ne":""}',
      ].filter((name) => name.length <= 64)
      context.willFail({ unknown: names.length })
      for (const name of names) {
        // The right password, so that whatever account the name leads to would be let in.
        const visitor = context.visitor()
        const exchange = await context.notBusy(() => visitor.signIn({ username: name, password }))
        context.expect.status(exchange, [400, 401], `as ${JSON.stringify(name)}`)
      }
    },
  },
  {
    id: 'login.refuses-empty-password',
    requirement: 'An empty password signs nobody in.',
    level: 'MUST',
    references: ['contract POST /login', 'RFC 4513 5.1.2'],
    run: async (context) => {
      context.willFail({ firstUser: 2 })
      const { username } = context.firstUser
      for (const body of [
        { json: { username, password: '' } },
        { form: { username, password: '' } },
      ]) {
        const exchange = await context.notBusy(() => context.visitor().post('/login', body))
        context.expect.status(
          exchange,
          [400, 401],
          `with an empty password in ${Object.keys(body)}`,
        )
      }
    },
  },
  {
    id: 'login.takes-password-exactly',
    requirement:
      'A password is taken exactly as sent: not trimmed, not cut, no change of case, no other letters for its own.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.2.8'],
    run: async (context) => {
      const { username, password } = context.firstUser
      const nearly = {
        'a space after it': `${password} `,
        'capitals for small letters': password.toUpperCase(),
        'a letter in full width': fullWidth(password),
        'a space before it': ` ${password}`,
        'small letters for capitals': password.toLowerCase(),
        'a line end after it': `${password}\n`,
        // Not a NUL alone: HMAC fills short keys up with zeros, so PBKDF2 and scrypt take it for nothing.
        'a NUL and more after it': `${password}\u0000and more`,
      }
      const others = Object.entries(nearly).filter(([, other]) => other !== password)
      const { sourceAddresses } = context.target
      const apart = sourceAddresses?.plenty === true
      // From one address alone, as few failures as tell it: the account's other cases come from there too.
      const asked = apart ? others : others.slice(0, 3)
      context.willFail({ firstUser: asked.length })
      for (const [what, other] of asked) {
        context.secret(other)
        const visitor = context.visitor(apart ? { localAddress: sourceAddresses.next() } : {})
        const exchange = await context.notBusy(() => visitor.signIn({ username, password: other }))
        context.expect.status(exchange, 401, `with the password and ${what}`)
      }
    },
  },
]
