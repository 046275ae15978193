import type { Exchange } from '../../../visitor/exchange.ts'
import type { Visitor } from '../../../visitor/visitor.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { forbidsFraming, inlineCodeIn, policiesIn } from '../../help/content-policy.ts'
import { elementsIn, type Form, filledIn, formsIn } from '../../help/html.ts'
import { expectNotSignedIn, expectSignedIn, notesOf, page, putNote } from '../../help/steps.ts'

function formTo(context: CaseContext, { body, request }: Exchange, action: string): Form {
  const forms = formsIn(body, request.url)
  const found = forms.find((form) => form.action === action && form.method === 'POST')
  const actions = forms.map((form) => `${form.method} ${form.action}`)
  context.expect.that(found !== undefined, 'forms of the page', `POST ${action}`, actions)
  return found as Form
}

async function submit(
  context: CaseContext,
  visitor: Visitor,
  form: Form,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const request = {
    form: filledIn(form, values),
    accept: 'text/html',
    headers: { Origin: context.target.origin.origin, 'Sec-Fetch-Site': 'same-origin' },
  }
  const exchange = await context.notBusy(() => visitor.post(form.action, request))
  context.expect.status(exchange, 303, 'as the form of the page sends it')
}

const accept = 'text/html'

/** Breaks out of text, of an element and of an attribute in either kind of quotes; 64 characters at most. */
const MARKUP = `"' onfocus=alert(1) '"><script>alert(2)</script><img src=x>`

export const pagesCases: readonly ConformanceCase[] = [
  {
    id: 'pages.sign-in-form-works',
    requirement: 'The page has a sign-in form with a password field, and filling it in signs in.',
    level: 'MUST',
    references: ['contract GET /', 'ASVS 6.2.6', 'ASVS 6.2.7'],
    run: async (context) => {
      const visitor = context.visitor()
      const form = formTo(context, await page(visitor), '/login')
      context.expect.that(form.fields.has('username'), 'the form', 'a field username', 'none')
      const field = form.fields.get('password')
      context.expect.equal(field?.type, 'password', 'type of the field password')
      const { username, password } = context.firstUser
      await submit(context, visitor, form, { username, password })
      await expectSignedIn(context, visitor, 'after the form was sent')
    },
  },
  {
    id: 'pages.member-sees-name-and-notes',
    requirement: "A signed-in visitor's page shows the user's name and the notes.",
    level: 'MUST',
    references: ['contract GET /'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await putNote(context, visitor, 'shopping-list', 'eleven oranges')
      const { body } = await page(visitor)
      for (const text of [context.firstUser.username, 'shopping-list', 'eleven oranges']) {
        context.expect.that(body.includes(text), 'the page', `"${text}" in it`, 'no such text')
      }
    },
  },
  {
    id: 'pages.note-forms-work',
    requirement: "The page's forms to add and to delete a note do so.",
    level: 'MUST',
    references: ['contract GET /', 'contract /notes: forms'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const add = formTo(context, await page(visitor), '/notes')
      await submit(context, visitor, add, { name: 'from-page', text: 'typed in' })
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'from-page', text: 'typed in' }], 'notes')
      const remove = formTo(context, await page(visitor), '/notes/from-page/delete')
      await submit(context, visitor, remove, {})
      context.expect.equal(await notesOf(context, visitor), [], 'notes after the delete form')
    },
  },
  {
    id: 'pages.sign-out-form-works',
    requirement: "A signed-in visitor's page has a visible way to sign out, and it does.",
    level: 'SHOULD',
    references: ['contract POST /logout', 'ASVS 7.4.4'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const form = formTo(context, await page(visitor), '/logout')
      await submit(context, visitor, form, {})
      await expectNotSignedIn(context, visitor, 'after the form was sent')
    },
  },
  {
    id: 'pages.input-is-text',
    requirement:
      'What a user sent appears as text, never as markup or an attribute: in notes, in errors, in the list of sign-ins.',
    level: 'MUST',
    references: ['contract Words: problem', 'ASVS 1.2.1'],
    run: async (context) => {
      context.willFail({ unknown: 1 })
      const { firstUser } = context
      const visitor = await context.signedIn(firstUser, { userAgent: MARKUP })
      await putNote(context, visitor, 'markup', MARKUP)
      const login = (form: Record<string, string>) => {
        return context.notBusy(() => context.visitor().post('/login', { form, accept }))
      }
      const encoded = encodeURIComponent(MARKUP)
      const pages = [
        await page(visitor),
        await page(visitor, '/notes'),
        await page(visitor, '/me'),
        await page(visitor, '/sessions'),
        await page(visitor, `/${encoded}`),
        await page(visitor, `/?x=${MARKUP.replaceAll(' ', '%20')}`),
        await page(context.visitor(), `/?next=${encoded}&error=${encoded}&username=${encoded}`),
        await page(visitor, `/notes/${encoded}`),
        await visitor.post('/notes', { form: { name: MARKUP, text: MARKUP }, accept }),
        await visitor.post('/notes', { form: { name: 'x', text: 'x', [MARKUP]: 'x' }, accept }),
        await login({ username: MARKUP.slice(0, 64), password: 'wrong-x' }),
        await login({ username: '', password: 'wrong-x', next: MARKUP }),
        await visitor.get('/', { accept, headers: { Host: `${MARKUP}.example` } }),
      ]
      for (const exchange of pages) {
        if (exchange.mediaType !== 'text/html') continue
        const subject = `of what was sent, in the page of ${exchange.name}`
        context.expect.lacks(exchange.body, /<script>alert|<img src=x/i, `markup ${subject}`)
        const attributes = elementsIn(exchange.body).flatMap((each) => Object.keys(each.attributes))
        const handlers = attributes.filter((name) => name === 'onfocus')
        context.expect.equal(handlers, [], `attributes ${subject}`)
      }
    },
  },
  {
    id: 'pages.content-security-policy',
    requirement:
      'Every page has a Content-Security-Policy without unsafe-inline, and forbids framing.',
    level: 'MUST',
    references: ['contract rule 15', 'ASVS 3.4.3', 'ASVS 3.4.6'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const pages = [
        await page(context.visitor()),
        await page(visitor),
        await page(visitor, '/notes'),
        await page(visitor, '/me'),
        await page(visitor, '/sessions'),
        await page(visitor, '/no-such-page'),
        await page(context.visitor(), '/me'),
        await context.visitor().post('/login', { form: {}, accept }),
      ].filter(({ mediaType }) => mediaType === 'text/html')
      for (const exchange of pages) {
        const header = exchange.header('content-security-policy') ?? ''
        const policies = policiesIn(header)
        const frameOptions = exchange.header('x-frame-options')
        const subject = `Content-Security-Policy of ${exchange.name}`
        const unframed = forbidsFraming(policies, frameOptions)
        const wanted = "frame-ancestors 'none', or X-Frame-Options: DENY in its place"
        context.expect.that(unframed, subject, wanted, { header, frameOptions })
        const namesScripts = policies.some(
          (each) => each.has('default-src') || each.has('script-src'),
        )
        context.expect.that(namesScripts, subject, 'default-src or script-src', header)
        context.expect.lacks(header, /'unsafe-inline'/i, subject)
      }
    },
  },
  {
    id: 'pages.keep-own-policy',
    requirement: 'No page holds what its own policy forbids: inline scripts, handlers or styles.',
    level: 'SHOULD',
    references: ['contract rule 15', 'ASVS 3.4.3'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await putNote(context, visitor, 'any', 'note')
      for (const exchange of [await page(context.visitor()), await page(visitor)]) {
        const policies = policiesIn(exchange.header('content-security-policy'))
        const forbidden = inlineCodeIn(elementsIn(exchange.body), policies)
          .filter(({ allowed }) => !allowed)
          .map(({ what }) => what)
        context.expect.equal(forbidden, [], `forbidden code in the page of ${exchange.name}`)
      }
    },
  },
]
