import type { ConformanceCase } from '../../case.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import {
  expectNotSignedIn,
  expectSignedIn,
  notesOf,
  putNote,
  unknownName,
  visit,
  visitsOf,
} from '../../help/steps.ts'

const JSON_TYPE = { 'Content-Type': 'application/json' }
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' }

export const inputCases: readonly ConformanceCase[] = [
  {
    id: 'input.objects-for-strings',
    requirement: 'Objects, lists and null where strings belong are answered 400 invalid-request.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 15.3.5', 'ASVS 2.2.1'],
    run: async (context) => {
      const { username, password } = context.firstUser
      const others = [{}, { $ne: null }, [], [username], null]
      const visitor = await context.signedIn()
      for (const other of others) {
        const shown = JSON.stringify(other)
        for (const json of [
          { username: other, password },
          { username, password: other },
        ]) {
          const exchange = await context.visitor().post('/login', { json })
          context.expect.problem(exchange, 400, 'invalid-request', `with ${shown} for a string`)
        }
        const note = await visitor.put('/notes/x', { json: { text: other } })
        context.expect.problem(note, 400, 'invalid-request', `with ${shown} for a string`)
      }
    },
  },
  {
    id: 'input.numbers-for-strings',
    requirement: 'Numbers and booleans where strings belong sign nobody in.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 15.3.5'],
    run: async (context) => {
      context.willFail({ firstUser: 4, unknown: 4 })
      const { username } = context.firstUser
      for (const other of [0, 1, true, false]) {
        const bodies = [
          { username, password: other },
          { username: other, password: 'whatever-this' },
        ]
        for (const json of bodies) {
          const exchange = await context.notBusy(() => context.visitor().post('/login', { json }))
          // Read as text they are a wrong password or an unknown name: that is as clear an answer.
          context.expect.status(exchange, [400, 401], `with ${other} for a string`)
        }
      }
    },
  },
  {
    id: 'input.missing-members',
    requirement: 'A body without what it must hold is answered 400 invalid-request.',
    level: 'MUST',
    references: ['contract rule 9'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const requests = [
        ['POST', '/login', {}],
        ['POST', '/login', { username: 'alice' }],
        ['POST', '/login', { password: 'whatever-this' }],
        ['PUT', '/notes/x', {}],
        ['POST', '/notes', { text: 'x' }],
        ['POST', '/notes', { name: 'x' }],
        ['POST', '/password', { newPassword: 'whatever-this' }],
        ['POST', '/password', { currentPassword: 'whatever-this' }],
      ] as const
      for (const [method, path, json] of requests) {
        const exchange = await visitor.request(method, path, { json })
        const members = Object.keys(json).join(', ') || 'nothing'
        context.expect.problem(exchange, 400, 'invalid-request', `with ${members} alone`)
      }
    },
  },
  {
    id: 'input.unknown-members',
    requirement: 'Members that nobody asked for are answered 400, and never taken over.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 15.3.3'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const signIn = { ...context.firstUser, role: 'admin' }
      const login = await context.visitor().post('/login', { json: signIn })
      context.expect.problem(login, 400, 'invalid-request', 'with a role')
      const form = await context.visitor().post('/login', { form: signIn })
      context.expect.problem(form, 400, 'invalid-request', 'with a role, in a form')
      const note = await visitor.put('/notes/x', { json: { text: 'x', owner: 'bob' } })
      context.expect.problem(note, 400, 'invalid-request', 'with an owner')
      const passwords = { currentPassword: 'whatever-this', newPassword: 'whatever-that' }
      const change = await visitor.post('/password', { json: { ...passwords, role: 'admin' } })
      context.expect.problem(change, 400, 'invalid-request', 'with a role')
      context.expect.equal(await notesOf(context, visitor), [], 'notes after it')
    },
  },
  {
    id: 'input.inherited-members',
    requirement: '__proto__ and constructor in a body pollute nothing.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 15.3.6'],
    run: async (context) => {
      context.willFail({ unknown: 4 })
      const user = JSON.stringify(context.firstUser)
      const nobody = `"username":"${unknownName()}","password":"x-x-x-x-x"`
      const bodies = [
        `{${nobody},"__proto__":${user}}`,
        `{${nobody},"constructor":{"prototype":${user}}}`,
        `{"__proto__":${user}}`,
        `{"constructor":{"prototype":${user}}}`,
      ]
      for (const body of bodies) {
        const told = body.replace(user, '{a right name and password}')
        const visitor = context.visitor()
        const exchange = await context.notBusy(() => {
          return visitor.post('/login', { body, headers: JSON_TYPE })
        })
        context.expect.status(exchange, [400, 401], `with ${told}`)
        // What one body puts into every object's prototype, the next one has without bringing it.
        const empty = await context.notBusy(() => context.visitor().post('/login', { json: {} }))
        context.expect.problem(empty, 400, 'invalid-request', `with {}, after ${told}`)
      }
      const stranger = context.visitor()
      await expectNotSignedIn(context, stranger, 'for anyone, after it')
    },
  },
  {
    id: 'input.broken-forms',
    requirement:
      'A form with broken encoding or a field twice is refused, never an error of the server.',
    level: 'MUST',
    references: ['contract rule 9', 'ASVS 15.3.7'],
    run: async (context) => {
      context.willFail({ firstUser: 2, unknown: 7 })
      const { username, password } = context.firstUser
      const name = unknownName()
      const bodies = [
        'username=%zz&password=%E0%A4%A',
        `username=${name}&username=${unknownName()}&password=whatever-this`,
        `username[]=${name}&password=whatever-this`,
        `username[x]=${name}&password=whatever-this`,
        `username=${name}&password=x&__proto__=x&constructor=x`,
        `${new URLSearchParams({ username, 'password[$ne]': 'x' })}`,
        `${new URLSearchParams({ username, 'password[]': password })}`,
        '&&&===',
        '',
      ]
      for (const body of bodies) {
        const visitor = context.visitor()
        const exchange = await context.notBusy(() => {
          return visitor.post('/login', { body, headers: FORM_TYPE })
        })
        context.expect.status(exchange, [400, 401], `with the form ${body.slice(0, 30)}`)
        expectNoCookie(context, exchange)
      }
    },
  },
  {
    id: 'input.loses-nothing',
    requirement: 'Bad input, however often, leaves a visitor signed in with visits and notes.',
    level: 'MUST',
    references: ['contract rule 9'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await visit(context, visitor)
      await putNote(context, visitor, 'kept', 'through it all')
      const bodies = ['{', '[]', '{"text":{}}', '{"text":"x","more":1}', '']
      for (const body of bodies) await visitor.put('/notes/kept', { body, headers: JSON_TYPE })
      await visitor.post('/login', { json: { username: [], password: {} } })
      await visitor.post('/password', { json: { currentPassword: 1, newPassword: {} } })
      await visitor.put('/notes/%zz', { json: { text: 'x' } })
      await visitor.get('/', { accept: 'image/png' })
      await expectSignedIn(context, visitor, 'after it all')
      context.expect.equal(await visitsOf(context, visitor), 1, 'visits after it all')
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'kept', text: 'through it all' }], 'notes after it all')
    },
  },
]
