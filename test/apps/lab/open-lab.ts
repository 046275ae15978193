/** The lab in a real browser, as a person who has started it opens it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import { openBrowser } from '../../support/browser.ts'
import { startLab } from './start-lab.ts'

interface Options {
  /** What the lab is started with, beside its port. */
  readonly environment?: NodeJS.ProcessEnv
  readonly context?: BrowserContextOptions
}

interface OpenedLab {
  readonly browser: Browser
  readonly page: Page
  readonly url: string
  /** What the browser complained of: faults of the page, and what its policy forbade. */
  readonly faults: string[]
}

/** @returns undefined where there is no browser (and then the test has been told so) */
export async function openLab(
  t: Test,
  path = '/',
  { environment, context }: Options = {},
): Promise<OpenedLab | undefined> {
  const browser = await openBrowser(t)
  if (browser === undefined) return undefined
  const { url } = await startLab(t, 0, environment)
  const page = await (await browser.newContext(context)).newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(`${url}${path}`)
  return { browser, page, url, faults }
}
