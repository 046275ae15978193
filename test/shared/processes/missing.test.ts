import t, { type Test } from 'tap'
import { howToGet, notRun } from '../../../shared/processes/missing.ts'

t.test('one command brings what is missing, on Debian and on a Mac', async (t) => {
  t.equal(howToGet(['bash', 'curl'], 'linux'), 'sudo apt-get install bash curl')
  t.equal(howToGet(['bash', 'curl'], 'darwin'), 'brew install bash curl')
  t.equal(howToGet(['chromium'], 'linux'), 'sudo apt-get install chromium')
  t.equal(howToGet(['chromium'], 'darwin'), 'brew install --cask google-chrome')
})

t.test('what was not run is skipped, and with CI=true it fails', async (t) => {
  const { CI } = process.env
  const { error } = console
  t.teardown(() => {
    Object.assign(console, { error })
    if (CI === undefined) delete process.env.CI
    else process.env.CI = CI
  })
  const said: string[] = []
  console.error = (text: string) => said.push(text)
  const called: string[] = []
  const told = {
    name: 'a test',
    fail: () => called.push('fail'),
    pass: (_text: string, { skip }: { skip?: string }) => called.push(skip ? 'skip' : 'pass'),
  } as unknown as Test
  for (const value of ['', 'false', 'true']) {
    process.env.CI = value
    notRun(told, 'no curl', 'get it')
  }
  t.strictSame(called, ['skip', 'skip', 'fail'])
  t.match(said[0], /\*\*\* a test: NOT RUN: no curl\. Get it: get it \*\*\*/)
})
