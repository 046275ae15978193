/** The page's one stream of events: how things stand when it opens, also after the lab was away. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { openBrowser } from '../../support/browser.ts'
import { startLab } from './start-lab.ts'

const BEFORE = 'http://localhost:1'
const AFTER = 'http://localhost:2'

t.test('a view shows what is so after the lab was started again', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const first = await startLab(t, 0, { LAB_SERVERS: BEFORE })
  const port = Number(new URL(first.url).port)
  const page = await browser.newPage()
  await page.goto(`${first.url}/conformance`)
  await page.getByLabel(BEFORE).waitFor()
  await first.stop()
  await page.getByText('The lab does not answer. Looking for it…').waitFor()

  // What a forwarder answers while nothing is behind it: a browser takes that for the end of the stream.
  const forwarder = createServer((_request, response) => response.writeHead(502).end())
  await new Promise<void>((resolve) => forwarder.listen(port, '127.0.0.1', resolve))
  t.equal((forwarder.address() as AddressInfo).port, port)
  await new Promise((resolve) => forwarder.once('request', resolve))
  forwarder.closeAllConnections()
  await new Promise((resolve) => forwarder.close(resolve))

  await startLab(t, port, { LAB_SERVERS: AFTER })
  await page.getByLabel(AFTER).waitFor()
  t.equal(await page.getByLabel(BEFORE).count(), 0)
  t.equal(await page.getByText('The lab does not answer').count(), 0)
})

/** Where the page is made to keep its streams that are open. */
type Counting = typeof globalThis & { streams: Set<EventSource> }

t.test('one connection, whatever view is shown', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const { url } = await startLab(t)
  const page = await browser.newPage()
  await page.addInitScript(() => {
    const streams = new Set<EventSource>()
    class Counted extends EventSource {
      constructor(address: string) {
        super(address)
        streams.add(this)
      }
      override close() {
        streams.delete(this)
        super.close()
      }
    }
    Object.assign(globalThis, { EventSource: Counted, streams })
  })
  const only = (query: string) =>
    page.waitForFunction((end) => {
      const [first, ...others] = (globalThis as Counting).streams
      return others.length === 0 && first?.url.includes(end)
    }, `/api/events?${query}`)
  await page.goto(url)
  await only('table=')
  for (const [view, query] of [
    ['Experiments', 'topic=experiments'],
    ['Conformance', 'topic=conformance'],
    ['Faults', 'topic=faults'],
    ['Predict', 'topic=experiments'],
    ['Play', 'table='],
  ] as const) {
    await page.getByRole('link', { name: view, exact: true }).click()
    await only(query)
    t.pass(view)
  }
})
