/** Cases that no run against this project's servers can judge, and where each is shown instead. */
export const NEEDS_MORE_THAN_A_URL: Record<string, string> = {
  'cookies.secure-over-https': 'test/conformance/behind-tls.suite.ts',
}
export const NEEDS_A_STORE_TO_STOP: Record<string, string> = {
  'health.fails-closed-without-store': 'test/conformance/file-store.suite.ts',
}
