/**
 * The mapping file: what the suite has to know of a login that never heard of the contract. The
 * descriptions here are its documentation: docs/conformance.md is made from them.
 */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }
const texts = (description: string) => Type.Record(Type.String(), Type.String(), { description })
const statuses = (description: string) => {
  return Type.Array(Type.Integer({ minimum: 100, maximum: 599 }), { minItems: 1, description })
}
const path = (description: string) => Type.String({ pattern: '^/', description })
const text = (description: string) => Type.String({ minLength: 1, description })

const request = {
  method: Type.Optional(
    Type.String({ pattern: '^[A-Z]+$', description: 'The HTTP method; `POST` unless given.' }),
  ),
  path: path('The path, with its query if it has one.'),
  form: Type.Optional(texts('A body as an HTML form sends it: each field with its value.')),
  json: Type.Optional(
    Type.Unknown({ description: 'A body as JSON; placeholders are filled in at any depth.' }),
  ),
  headers: Type.Optional(texts('Headers beside the usual ones. `{origin}` is the own origin.')),
}

const ANSWER = Type.Object(
  {
    status: Type.Optional(statuses('The statuses it may have.')),
    location: Type.Optional(text('The value of its `Location` header, in full.')),
    text: Type.Optional(text('Text that its body holds.')),
  },
  closed,
)

const SIGN_IN = Type.Object(
  {
    ...request,
    success: Type.Object(ANSWER.properties, {
      ...closed,
      minProperties: 1,
      description:
        'What only a sign-in that worked is answered with. Everything that is given has to hold.',
    }),
    follow: Type.Optional(
      Type.Boolean({
        description: 'Whether the redirects after it belong to the sign-in (five at most).',
      }),
    ),
    next: Type.Optional(
      text(
        'The form field, JSON member or (as `?name`) query parameter that says where to go afterwards. With it open redirects are judged.',
      ),
    ),
  },
  {
    ...closed,
    description: 'How to sign in. `{username}` and `{password}` stand for those of the user.',
  },
)

const WHO_AM_I = Type.Object(
  {
    path: path('A path that changes nothing, asked with GET.'),
    headers: request.headers,
    signedIn: Type.Object(
      {
        status: Type.Optional(statuses('The statuses it may have; 200 unless given.')),
        text: Type.Optional(text('Text that holds `{username}`, such as `hello, {username}`.')),
        pointer: Type.Optional(
          Type.String({
            pattern: '^/',
            description: 'Where a JSON answer has the name, as a pointer (RFC 6901): `/user/name`.',
          }),
        ),
      },
      {
        ...closed,
        description: 'How the answer names the user: `text` or `pointer`, one of the two.',
      },
    ),
    stranger: Type.Object(ANSWER.properties, {
      ...closed,
      minProperties: 1,
      description: 'How the answer to somebody looks who is not signed in.',
    }),
  },
  { ...closed, description: 'What shows who one is.' },
)

const CSRF = Type.Object(
  {
    path: path('Where the token is fetched, with GET.'),
    pattern: Type.Optional(
      text('A regular expression whose first group is the token in the body.'),
    ),
    pointer: Type.Optional(
      Type.String({ pattern: '^/', description: 'Where a JSON answer has it (RFC 6901).' }),
    ),
    cookie: Type.Optional(text('The name of the cookie whose value it is.')),
    form: Type.Optional(text('The form field that it goes into.')),
    member: Type.Optional(text('The JSON member that it goes into.')),
    header: Type.Optional(text('The header that it goes into.')),
  },
  {
    ...closed,
    description:
      'Where a CSRF token comes from (`pattern`, `pointer` or `cookie`) and where it goes (`form`, `member` or `header`). It is sent with each sign-in, sign-out and change, and left out where another site asks: such a site cannot read it.',
  },
)

const USER = Type.Object(
  {
    username: text('The name to sign in with.'),
    password: text('The password.'),
    shownAs: Type.Optional(text('What `whoAmI` calls this user, where it is not `username`.')),
  },
  closed,
)

export const CORE_MAP = Type.Object(
  {
    signIn: SIGN_IN,
    whoAmI: WHO_AM_I,
    signOut: Type.Object(request, { ...closed, description: 'How to sign out.' }),
    csrf: Type.Optional(CSRF),
    cookies: Type.Array(text('A name.'), {
      minItems: 1,
      description:
        'The cookies that are the credential: whoever has them is signed in. A `*` at the end stands for any rest.',
    }),
    change: Type.Optional(
      Type.Object(
        {
          ...request,
          success: Type.Object(ANSWER.properties, {
            ...closed,
            minProperties: 1,
            description: 'What only a change that was made is answered with.',
          }),
        },
        {
          ...closed,
          description:
            'A request that changes something for who is signed in, for the cross-origin cases. Sign-out unless given.',
        },
      ),
    ),
    users: Type.Optional(
      Type.Array(USER, {
        minItems: 2,
        maxItems: 2,
        description: 'Two users of the server; `--user` given twice goes before them.',
      }),
    ),
    overHttps: Type.Optional(
      Type.Boolean({
        description:
          'True where visitors come over https through a proxy, and the URL is that of the server behind it: requests then say `X-Forwarded-Proto: https`, and `Secure` is judged.',
      }),
    ),
  },
  closed,
)

export type CoreMap = Static<typeof CORE_MAP>
export type CoreUser = Static<typeof USER>
export type MappedAnswer = Static<typeof ANSWER>
export type MappedRequest = Pick<
  CoreMap['signOut'],
  'method' | 'path' | 'form' | 'json' | 'headers'
>
