/** What a server says of itself in `GET /about` may be anything; the suite does not take it at its word. */
import t from 'tap'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { type ConformanceCase, groupOf } from '../../../shared/conformance/case.ts'
import { startServer } from '../../support/server.ts'
import { sayingJson } from './behaviours.ts'
import { byContract, everSound, judgeHostile } from './judge-hostile.ts'
import { startBefore, startHostile } from './servers.ts'

const CAN = {
  revoke: true,
  endEverywhere: true,
  listSessions: true,
  noticeAccountChanges: true,
  refresh: true,
}
const ABOUT = {
  style: 'jwt',
  version: '1',
  carriers: ['cookie'],
  cookies: ['sid'],
  stateKeptBy: 'server',
  store: 'memory',
  limits: {
    stateBytes: 1000,
    signIn: { windowSeconds: 900, accountAndAddress: 5, address: 30, account: 100 },
  },
  lifetime: { idleSeconds: 1800, absoluteSeconds: 43_200 },
  can: CAN,
}
const LEVELS = 100_000

const UNUSABLE: Record<string, string> = {
  'nested a hundred thousand levels': `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`,
  'a member nested so deep': `{"version":"1","cookies":${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}}`,
  'a version that is an object': JSON.stringify({ ...ABOUT, version: { toString: 1, valueOf: 1 } }),
  'a style of a million letters': JSON.stringify({ ...ABOUT, version: 'v'.repeat(1_000_000) }),
  'control characters in the version': JSON.stringify({ ...ABOUT, version: '\u001b[2J\u009b0m' }),
  'a style that is a number': JSON.stringify({ ...ABOUT, style: 1e308 }),
  'a cookie name with a line break': JSON.stringify({ ...ABOUT, cookies: ['a\r\nSet-Cookie: b'] }),
  'a cookie name of a megabyte': JSON.stringify({ ...ABOUT, cookies: ['x'.repeat(1_000_000)] }),
  'no number for a time': JSON.stringify({ ...ABOUT, lifetime: { idleSeconds: 'NaN' } }),
  'a negative time': JSON.stringify({ ...ABOUT, lifetime: { idleSeconds: -1 } }),
  'a number beyond all numbers': JSON.stringify(ABOUT).replace('1800', '1e999'),
  'a time too short to ask anything in': JSON.stringify(ABOUT).replace('1800', '1e-300'),
}

for (const [name, json] of Object.entries(UNUSABLE)) {
  t.test(`unusable: ${name}`, async (t) => {
    let questions = 0
    const say = sayingJson(json)
    const url = await startHostile(t, (socket) => {
      questions += 1
      say(socket)
    })
    const { status, said } = await judgeHostile(url, byContract(url))
    t.equal(status, 2)
    t.match(said, /^[^\p{Cc}]{10,700}\.$/u, 'one sentence')
    t.match(said, /GET \/about/)
    t.equal(questions, 1, 'nothing else is asked')
  })
}

/** A few for each case; the limits that are not tried out would take a thousand million. */
const MAX_SIGN_INS = 100
const GROUPS = ['about', 'throttle', 'expiry', 'me']
const ALSO = ['races.guesses-at-once']

function mindsLimits(each: ConformanceCase): boolean {
  return (GROUPS.includes(groupOf(each)) || ALSO.includes(each.id)) && each.uses === undefined
}

t.test('absurd limits are not tried out', async (t) => {
  const server = await startServer(t, 'jwt')
  const real = (await (await fetch(`${server.url}/about`)).json()) as object
  const absurd = {
    ...real,
    limits: {
      stateBytes: 1e12,
      signIn: { windowSeconds: 1e300, accountAndAddress: 1e9, address: 2e9, account: 1e308 },
    },
    lifetime: { idleSeconds: 1e15, absoluteSeconds: 1e308 },
  }
  const about = sayingJson(JSON.stringify(absurd))
  let signIns = 0
  const before = await startBefore(t, server.url, (route) => {
    if (route === 'POST /login') signIns += 1
    return route === 'GET /about' ? about : undefined
  })
  const cases = allCases.filter(mindsLimits)
  const profile = byContract(before, everSound(), cases)
  const { status, results } = await judgeHostile(before, profile)
  t.equal(status, 1, 'GET /me tells another time than declared')
  const verdicts = new Map(results.map((result) => [result.case.id, result]))
  for (const { case: each, verdict, reason } of results)
    t.not(verdict, 'error', each.id, { reason })
  for (const id of ['throttle.account-and-address', 'throttle.crowd', ...ALSO]) {
    t.equal(verdicts.get(id)?.verdict, 'not-judged', id)
    t.match(verdicts.get(id)?.reason, /^limits\.\w+/, 'tells which limit would do')
  }
  t.ok(signIns < MAX_SIGN_INS, `${signIns} sign-ins`)
})
