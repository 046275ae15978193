import t, { type Test } from 'tap'
import {
  type Presented,
  type RefreshFamilies,
  refreshFamilies,
} from '../../../shared/accounts/refresh-families.ts'
import { newSignInId } from '../../../shared/accounts/sign-in-id.ts'
import { database, databaseUrl } from './accounts.ts'

const HOUR = 3_600_000
const AT_ONCE = 20

function aSignIn() {
  return { id: newSignInId(), username: 'alice', role: 'member', signedInAt: Date.now() }
}

async function family(t: Test) {
  const families = refreshFamilies(await database(t))
  const signIn = aSignIn()
  const token = await families.begin(signIn, Date.now() + HOUR)
  const look = async (one: string) => (await families.find(one)) as Presented
  const rotated = async (one: string) => {
    return (await families.rotate(one, await look(one)))?.next as string
  }
  return { families, signIn, token, look, rotated }
}

t.test('a token leads to its sign-in, and no other text does', async (t) => {
  const { families, signIn, token, look } = await family(t)
  t.match(await look(token), { signIn, usedBefore: false })
  t.equal(Buffer.from(token, 'base64url').length, 32, '256 bits')
  for (const other of ['', 'x', `${token}x`, token.slice(1), signIn.id]) {
    t.equal(await families.find(other), undefined)
  }
})

t.test('using it makes the next; every one used before is known as such', async (t) => {
  const { token, look, rotated, signIn } = await family(t)
  const second = await rotated(token)
  const third = await rotated(second)
  t.equal(new Set([token, second, third]).size, 3)
  t.match(await look(token), { signIn, usedBefore: true })
  t.match(await look(second), { signIn, usedBefore: true })
  t.match(await look(third), { signIn, usedBefore: false })
})

t.test('of many that looked before the rotation one gets the next token', async (t) => {
  const url = await databaseUrl(t)
  const instances = [
    refreshFamilies(await database(t, url)),
    refreshFamilies(await database(t, url)),
    refreshFamilies(await database(t, url)),
  ]
  const on = (i: number) => instances[i % instances.length] as RefreshFamilies
  const token = await on(0).begin(aSignIn(), Date.now() + HOUR)
  const looks = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, i) => (await on(i).find(token)) as Presented),
  )
  t.notOk(looks.some(({ usedBefore }) => usedBefore))
  const results = await Promise.all(looks.map((each, i) => on(i).rotate(token, each)))
  const next = results.flatMap((each) => each?.next ?? [])
  t.equal(next.length, 1, 'one is the newest')
  t.notOk(results.includes(undefined), 'and none of the others is a thief')
  t.match(await on(1).find(next[0] as string), { usedBefore: false })
  t.match(await on(2).find(token), { usedBefore: true })
})

t.test('who looked two rotations ago is too late', async (t) => {
  const { families, token, look, rotated } = await family(t)
  const early = await look(token)
  await rotated(await rotated(token))
  t.equal(await families.rotate(token, early), undefined)
})

t.test('a family that has ended is not brought back by a rotation under way', async (t) => {
  const { families, token, look, signIn } = await family(t)
  const early = await look(token)
  await families.end(signIn.id)
  t.equal(await families.rotate(token, early), undefined)
  t.equal(await families.find(token), undefined)
})

t.test('a process that ended between the two writes of a rotation lost nothing', async (t) => {
  const opened = await database(t)
  const families = refreshFamilies(opened)
  const signIn = aSignIn()
  const token = await families.begin(signIn, Date.now() + HOUR)
  const early = (await families.find(token)) as Presented
  const { run } = opened
  opened.run = async () => Promise.reject(new Error('gone'))
  await t.rejects(families.rotate(token, early), { message: 'gone' })
  opened.run = run
  t.match(await families.find(token), { usedBefore: false }, 'it is still the newest')
  t.ok((await families.rotate(token, early))?.next, 'and can be used')
})

t.test(
  'what is past its end goes at the next sign-in; no token stands in the tables',
  async (t) => {
    const opened = await database(t)
    const families = refreshFamilies(opened)
    const over = await families.begin(aSignIn(), Date.now() + HOUR)
    const next = (await families.rotate(over, (await families.find(over)) as Presented))?.next
    const rows = async () => [
      ...(await opened.all('SELECT * FROM refresh_families')),
      ...(await opened.all('SELECT * FROM used_refresh_tokens')),
    ]
    const written = JSON.stringify(await rows())
    t.notOk(written.includes(over) || written.includes(next as string), 'only hashes')
    t.equal((await rows()).length, 2)
    await opened.run('UPDATE refresh_families SET ends_at = 1')
    await opened.run('UPDATE used_refresh_tokens SET ends_at = 1')
    await families.begin(aSignIn(), Date.now() + HOUR)
    t.equal((await rows()).length, 1)
  },
)
