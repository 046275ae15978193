import type { Verdict } from './runner.ts'

/** What each verdict means, as reports and documents put it. */
export const MEANINGS: Readonly<Record<Verdict, string>> = {
  pass: 'what the case asks for holds',
  fail: 'it does not',
  'not-applicable': 'the server does not claim it',
  'not-judged': 'it can not be seen with what was brought',
  error: 'the suite itself is at fault',
}
