import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'
import type { CoreVisitor, SignIn } from '../core-visitor.ts'
import type { Values } from '../request.ts'

const LONG = 'x'.repeat(50_000)

interface Confusion {
  readonly how: string
  readonly values: Values
  /** The same in a form, by the spellings that form parsers make objects and lists of. */
  readonly form: (username: string, password: string) => string
}

const CONFUSIONS = ({ username, password }: CoreContext['firstUser']): Confusion[] => [
  {
    how: 'an object that asks for anything but nothing',
    values: { username, password: { $ne: null } },
    form: (name, secret) => `${name}=${username}&${secret}[$ne]=`,
  },
  {
    how: 'objects in both places',
    values: { username: { $gt: '' }, password: { $gt: '' } },
    form: (name, secret) => `${name}[$gt]=&${secret}[$gt]=`,
  },
  {
    how: 'lists in both places',
    values: { username: [username], password: [password, 'x'] },
    form: (name, secret) => `${name}[]=${username}&${secret}[]=${password}&${secret}[]=x`,
  },
  {
    how: 'two values each',
    values: { username: [username, 'x'], password: ['x', 'y'] },
    form: (name, secret) => `${name}=${username}&${name}=x&${secret}=x&${secret}=y`,
  },
  {
    how: 'true and null',
    values: { username, password: true },
    form: (name, secret) => `${name}=${username}&${secret}`,
  },
  {
    how: 'null for both',
    values: { username: null, password: null },
    form: () => '',
  },
  ...['__proto__', 'constructor', 'toString', "' OR '1'='1' --", '\u0000', 'ａｌｉｃｅ'].map(
    (name) => ({
      how: `the name ${JSON.stringify(name)}`,
      values: { username: name, password: name },
      form: (field: string, secret: string) => {
        return `${field}=${encodeURIComponent(name)}&${secret}=${encodeURIComponent(name)}`
      },
    }),
  ),
  {
    how: `${LONG.length} characters each`,
    values: { username: LONG, password: LONG },
    form: (name, secret) => `${name}=${LONG}&${secret}=${LONG}`,
  },
]

/** Sends each confusion; whoever came of it is looked at by the caller. */
async function confuse(
  context: CoreContext,
  look: (how: string, signIn: SignIn, visitor: CoreVisitor) => unknown,
): Promise<void> {
  const { map, firstUser } = context
  const fieldOf = (placeholder: string) => {
    const fields = Object.entries(map.signIn.form ?? {})
    return fields.find(([, value]) => value.includes(placeholder))?.[0] ?? ''
  }
  for (const { how, values, form } of CONFUSIONS(firstUser)) {
    const visitor = context.visitor()
    const text = form(fieldOf('{username}'), fieldOf('{password}'))
    const body = { type: 'application/x-www-form-urlencoded', text }
    const signIn = await visitor.signIn(values, map.signIn.form === undefined ? {} : { body })
    await look(how, signIn, visitor)
  }
}

export const inputCases: readonly CoreCase[] = [
  {
    id: 'core.input.signs-nobody-in',
    requirement: 'Objects, lists, special names and over-long text sign nobody in.',
    level: 'MUST',
    references: ['ASVS 2.2.1', 'ASVS 1.2.4'],
    run: (context) => {
      return confuse(context, async (how, { answer, succeeded }, visitor) => {
        const seen = `status ${answer.status}, as for one that worked`
        context.expect.that(!succeeded, `sign-in with ${how}`, 'a refusal', seen)
        context.expectStranger(await visitor.whoAmI(), `after a sign-in with ${how}`)
      })
    },
  },
  {
    id: 'core.input.no-error',
    requirement: 'Objects, lists, special names and over-long text are refused, and no error.',
    level: 'SHOULD',
    references: ['ASVS 15.3.5', 'ASVS 16.5.3'],
    run: (context) => {
      return confuse(context, (how, { answer }) => context.expectNoError(answer, `with ${how}`))
    },
  },
]
