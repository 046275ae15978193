/** The lab keeps the results of so many servers: what was typed in first makes room. */
import t from 'tap'
import { JudgedServers, MOST_SERVERS } from '../../../apps/lab/conformance/judged-servers.ts'

const url = (port: number) => `http://localhost:${port}`

t.test('when there are too many', async (t) => {
  const servers = new JudgedServers([url(1)])
  for (let port = 2; port <= MOST_SERVERS; port += 1) t.ok(servers.add(url(port), []))
  t.ok(servers.add(url(2), []), 'one that is known takes no room')
  t.ok(servers.add(url(90), [url(2)]))
  t.ok(servers.at(url(1)), 'what the lab was started with stays')
  t.ok(servers.at(url(2)), 'and what is to stay')
  t.notOk(servers.at(url(3)), 'the one typed in first has gone')
  const all = servers.seen.map((each) => each.url)
  t.notOk(servers.add(url(91), all), 'where all stay, there is no room')
  t.strictSame(
    servers.seen.map((each) => each.url),
    all,
  )
})
