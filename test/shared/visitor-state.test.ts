import t from 'tap'
import {
  extended,
  grownByServer,
  isSignedIn,
  ROLES,
  stranger,
  type VisitorState,
  wholeState,
} from '../../shared/visitor-state.ts'

const LIFETIME = { idleSeconds: 10, absoluteSeconds: 60 }
const T0 = 1_700_000_000_000

function signedIn(signedInAt: number): VisitorState {
  const signIn = { id: 'id', username: 'alice', role: 'member', signedInAt }
  return { visits: 1, notes: [], expiresAt: 0, signIn }
}

t.test('a stranger is someone of whom nothing is known, and each is another', async (t) => {
  t.strictSame(stranger(), { visits: 0, notes: [], expiresAt: 0 })
  stranger().notes.push(['a', 'b'])
  t.strictSame(stranger().notes, [])
})

t.test('only who has a sign-in is signed in', async (t) => {
  t.equal(isSignedIn(undefined), false)
  t.equal(isSignedIn(stranger()), false)
  t.equal(isSignedIn({ ...stranger(), signIn: undefined }), false)
  t.equal(isSignedIn(signedIn(T0)), true)
})

t.test('a state ends after the idle time', async (t) => {
  t.equal(extended(signedIn(T0), LIFETIME, T0 + 5000).expiresAt, T0 + 15_000)
})

t.test('but never after the absolute time since the sign-in', async (t) => {
  t.equal(extended(signedIn(T0), LIFETIME, T0 + 50_000).expiresAt, T0 + 60_000)
  t.equal(extended(signedIn(T0), LIFETIME, T0 + 55_000).expiresAt, T0 + 60_000)
  const longIdle = { idleSeconds: 600, absoluteSeconds: 60 }
  t.equal(extended(signedIn(T0), longIdle, T0).expiresAt, T0 + 60_000)
})

t.test('a stranger’s state knows the idle time only', async (t) => {
  const now = T0 + 1_000_000
  t.equal(extended(stranger(), LIFETIME, now).expiresAt, now + 10_000)
})

t.test('extending changes the end and nothing else, in a new state', async (t) => {
  const state = signedIn(T0)
  const next = extended(state, LIFETIME, T0)
  t.strictSame({ ...next, expiresAt: 0 }, state)
  t.equal(state.expiresAt, 0)
})

t.test(
  'a state as large as the server could make it is never smaller than one it makes',
  async (t) => {
    const size = (state: VisitorState) => JSON.stringify(state).length
    for (const role of ROLES) {
      for (const visits of [0, 9, 10, 123_456_789, Number.MAX_SAFE_INTEGER]) {
        const base = { ...signedIn(T0), visits, expiresAt: T0 }
        const state = { ...base, signIn: { ...base.signIn, role } as never }
        t.ok(size(grownByServer(state)) >= size(state), `${role}, ${visits} visits`)
        t.equal(size(grownByServer(state)), size(grownByServer(grownByServer(state))))
      }
    }
  },
)

t.test('growing leaves notes and sign-in as they are, and makes no one signed in', async (t) => {
  const state: VisitorState = { ...stranger(), notes: [['a', 'b']] }
  t.strictSame(grownByServer(state).notes, [['a', 'b']])
  t.equal(isSignedIn(grownByServer(state)), false)
  t.match(grownByServer(signedIn(T0)).signIn, { id: 'id', username: 'alice', signedInAt: T0 })
})

t.test('a state that came back is one only in its whole shape', async (t) => {
  const whole = { ...signedIn(T0), notes: [['tea', 'green']] } as VisitorState
  t.equal(wholeState(whole), whole)
  t.equal(wholeState(stranger())?.visits, 0)
  t.equal(wholeState(undefined), undefined)
  const broken = [
    { visits: '1' },
    { visits: -1 },
    { notes: undefined },
    { notes: [['tea']] },
    { notes: ['tea'] },
    { notes: [['tea', 7]] },
    { expiresAt: undefined },
    { signIn: null },
    { signIn: {} },
    { signIn: { ...whole.signIn, role: undefined } },
    { signIn: { ...whole.signIn, signedInAt: Number.NaN } },
  ]
  for (const members of broken) {
    t.equal(wholeState({ ...whole, ...members } as never), undefined, JSON.stringify(members))
  }
})
