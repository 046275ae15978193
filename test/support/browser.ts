/// <reference lib="dom" />
/** A real browser for tests: Chromium, by playwright-core, which brings none of its own. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import type { Test } from 'tap'
import { howToGet, notRun } from '../../shared/processes/missing.ts'
import { MAX_WAIT_MS } from '../../shared/processes/until.ts'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

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
    const how = `${howToGet(['chromium'])}, or name one that is here: CHROMIUM=/path/to/it npm test`
    notRun(t, 'no Chromium', how)
    return undefined
  }
  const browser = await chromium.launch({ executablePath, args: FLAGS, timeout: MAX_WAIT_MS })
  browser.on('context', (context) => context.setDefaultTimeout(MAX_WAIT_MS))
  t.teardown(() => browser.close())
  return browser
}
