/** The whole suite over a short-lived credential and a refresh token: it changes the credential itself, so that every case may tell a difference. */
import t from 'tap'
import { judge } from './judge.ts'
import { NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

const ENVIRONMENT = { REFRESH: 'on' }

for (const style of ['jwt', 'cookie-session'] as const) {
  t.test(`${style} with ${JSON.stringify(ENVIRONMENT)} holds the whole contract`, async (t) => {
    await judge(t, style, () => ENVIRONMENT, NEEDS_MORE_THAN_A_URL)
  })
}
