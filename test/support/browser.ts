/**
 * A real browser for tests: Chromium, by playwright-core, which brings none of its own. Where none is
 * installed the test says so loudly; with `CI=true` that is a failure.
 */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import type { Test } from 'tap'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** No sandbox inside a container's root; and none of Chromium's own talk with the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser, or undefined where there is none (and then the test has been told so). */
export async function openBrowser(t: Test): Promise<Browser | undefined> {
  const executablePath = [process.env.CHROMIUM ?? '', ...PLACES].find((path) => existsSync(path))
  if (executablePath === undefined) {
    const how = 'NOT RUN: no Chromium. Bring it with: apt-get install chromium'
    console.error(`\n*** ${t.name}: ${how} ***\n`)
    if (process.env.CI === 'true') t.fail(how)
    else t.pass(how, { skip: how })
    return undefined
  }
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  t.teardown(() => browser.close())
  return browser
}
