import t from 'tap'
import { ALICE, cookieOf, injectApp } from '../../../apps/inject-app.ts'
import { MOST_SEEN_ONCE } from '../../../apps/server-session/stores/strangers.ts'

const ROBOTS = 15_000
const AT_ONCE = 100

t.test('15,000 visits without a cookie cost nobody the state who means to stay', async (t) => {
  const { app } = await injectApp(t, 'server-session')
  const get = (cookie?: string) =>
    app.inject({ url: '/', headers: cookie === undefined ? {} : { cookie } })
  const login = await app.inject({ method: 'POST', url: '/login', payload: ALICE })
  const alice = cookieOf(login)
  const regular = cookieOf(await get())
  t.equal((await get(regular)).json().visits, 2)

  const robots: string[] = []
  for (let sent = 0; sent < ROBOTS; sent += AT_ONCE) {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => get()))
    robots.push(...answers.map(cookieOf))
  }
  t.equal(new Set(robots).size, ROBOTS, 'each got an id of its own')

  const visitsOf = async (robot: number) => (await get(robots[robot])).json().visits
  const pushedOut = ROBOTS - MOST_SEEN_ONCE
  for (const robot of [0, 1, 2500, pushedOut - AT_ONCE]) {
    t.equal(await visitsOf(robot), 1, `robot ${robot} was pushed out`)
  }
  for (const robot of [pushedOut + AT_ONCE, 10_000, ROBOTS - 1]) {
    t.equal(await visitsOf(robot), 2, `robot ${robot} is still known`)
  }
  t.match((await get(regular)).json(), { visits: 3 }, 'who came back is not pushed out')
  const me = await app.inject({ url: '/me', headers: { cookie: alice } })
  t.match(me.json(), { user: { username: 'alice' } }, 'nor is who is signed in')
})
