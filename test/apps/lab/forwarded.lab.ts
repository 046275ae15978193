/** The lab behind a forwarded port: https in front of it, and a forwarder that may rewrite `Host` or `Origin`. */
import { generateKeyPairSync } from 'node:crypto'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { ownCertificate } from '../../../shared/conformance/help/own-certificate.ts'
import { freePort } from '../../../shared/processes/free-port.ts'
import { openBrowser } from '../../support/browser.ts'
import { startLab } from './start-lab.ts'

/** Browsers take every name below localhost for this machine. */
const NAME = 'name-3000.localhost'

type Rewrite = (headers: Record<string, string>, local: string) => Record<string, string>

/** Codespaces passes `Host` on and rewrites `Origin`; others do the one, the other, or both. */
const REWRITES: Record<string, Rewrite> = {
  'passes both on': (headers) => headers,
  'rewrites Origin': ({ origin, ...headers }, local) => ({
    ...headers,
    ...(origin !== undefined && { origin: `http://${local}` }),
  }),
  'rewrites Host': (headers, local) => ({ ...headers, host: local }),
}

for (const [name, rewrite] of Object.entries(REWRITES)) {
  t.test(
    `a forwarder that ${name}: the page plays, and hears of what another page does`,
    async (t) => {
      const browser = await openBrowser(t)
      if (browser === undefined) return
      const origin = await startForwarded(t, rewrite)
      const context = await browser.newContext({ ignoreHTTPSErrors: true })
      const page = await context.newPage()
      await page.goto(origin)
      await visit(page, 1)
      const other = await context.newPage()
      await other.goto(page.url())
      await other.getByText('Action 1 of 1').waitFor()
      await visit(page, 2)
      await other.getByText('Action 2 of 2').waitFor()
      t.match(other.url(), origin)
    },
  )
}

t.test('the setting adds one origin, and opens nothing else', async (t) => {
  const publicOrigin = 'https://name-3000.example.dev'
  const port = await freePort()
  const lab = await startLab(t, port, { LAB_PUBLIC_ORIGIN: publicOrigin })
  t.equal(lab.url, publicOrigin, 'it says where it is visited')
  const status = (headers: Record<string, string>, method = 'POST') =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/api/tables', method, headers })
      asked.once('response', (answer) => resolve(answer.resume().statusCode))
      asked.once('error', reject).end()
    })
  const host = new URL(publicOrigin).host
  const local = `localhost:${port}`
  const same = { 'sec-fetch-site': 'same-origin' }
  for (const own of [host, local]) {
    for (const origin of [publicOrigin, `http://${local}`]) {
      t.equal(await status({ host: own, origin, ...same }), 201, `${own} from ${origin}`)
    }
  }
  t.equal(await status({ host: 'other-3000.example.dev', origin: publicOrigin, ...same }), 421)
  t.equal(await status({ host: 'localhost', origin: publicOrigin, ...same }), 421)
  for (const headers of [
    { origin: 'https://other-3000.example.dev', ...same },
    { origin: `http://${host}`, ...same },
    { origin: `http://${local}`, 'sec-fetch-site': 'cross-site' }, // a page of the visitor's own machine
    { origin: `http://${local}` },
    { origin: publicOrigin, 'sec-fetch-site': 'same-site' },
    same,
  ]) {
    t.equal(await status({ host, ...(headers as Record<string, string>) }), 403)
  }
})

for (const LAB_PUBLIC_ORIGIN of [
  'lab.example.org',
  'https://lab.example.org/lab',
  'ftp://lab',
  '*',
]) {
  t.test(`LAB_PUBLIC_ORIGIN=${LAB_PUBLIC_ORIGIN} is refused`, async (t) => {
    await t.rejects(startLab(t, 0, { LAB_PUBLIC_ORIGIN }), {
      message: /lab: LAB_PUBLIC_ORIGIN must be an origin such as https:\S+, without a path\.$/,
    })
  })
}

async function visit(page: Page, step: number): Promise<void> {
  await page.getByRole('button', { name: 'Visit', exact: true }).click()
  await page.getByText(`Action ${step} of ${step}`).waitFor()
}

/** @returns the origin at which a browser visits the lab */
async function startForwarded(t: Test, rewrite: Rewrite): Promise<string> {
  const labPort = await freePort()
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificate = ownCertificate(privateKey, NAME).toString('base64')
  const forwarder = createServer({
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  })
  forwarder.on('request', (visitor, reply) => {
    const { method, url: path } = visitor
    const headers = rewrite(visitor.headers as Record<string, string>, `localhost:${labPort}`)
    const asked = request({ host: '127.0.0.1', port: labPort, method, path, headers })
    visitor.pipe(asked)
    asked.once('response', (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    asked.once('error', () => reply.destroy())
    reply.once('close', () => asked.destroy())
  })
  await new Promise<void>((resolve) => forwarder.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    forwarder.close()
    forwarder.closeAllConnections()
  })
  const origin = `https://${NAME}:${(forwarder.address() as AddressInfo).port}`
  await startLab(t, labPort, { LAB_PUBLIC_ORIGIN: origin })
  return origin
}
