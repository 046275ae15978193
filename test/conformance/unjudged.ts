/** Cases that a URL alone does not allow to judge, and where each is shown instead. */
export const NEEDS_MORE_THAN_A_URL: Record<string, string> = {
  'cookies.secure-over-https': 'test/app/https.test.ts',
  'cors.allowed-origin-reads': 'test/app/cors.test.ts',
  'forged.with-real-key': 'test/jwt/repairs/strict-token.test.ts',
  'health.fails-closed-without-store': 'test/server-session/failing-store.test.ts',
  'log.never-tells-how': 'test/app/log.test.ts',
  'log.tells-who-and-what': 'test/app/log.test.ts',
}
