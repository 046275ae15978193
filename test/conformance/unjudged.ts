/** Cases that a URL alone does not allow to judge, and where each is shown instead. */
export const NEEDS_MORE_THAN_A_URL: Record<string, string> = {
  'cookies.secure-over-https': 'test/app/https.test.ts',
  'health.fails-closed-without-store': 'test/server-session/failing-store.test.ts',
}
