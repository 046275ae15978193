import t from 'tap'
import { injectApp, setCookieLines } from '../../../apps/inject-app.ts'

/** An HMAC of SHA-256 in base64url (RFC 4648 5) without padding; the library's own SHA-1 has 27. */
const SHA256_CHARACTERS = 43

t.test('the signature is by SHA-256, and not by the SHA-1 that the library takes', async (t) => {
  const { app } = await injectApp(t, 'cookie-session')
  const lines = setCookieLines(await app.inject({ url: '/' }))
  const [signature] = lines.flatMap((line) => /\.sig=([\w-]+);/.exec(line)?.[1] ?? [])
  t.equal(signature?.length, SHA256_CHARACTERS)
})
