// better-auth with its memory adapter: e-mail and password switched on, everything else left as it
// comes.
import { createServer } from 'node:http'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { toNodeHandler } from 'better-auth/node'

const USERS = [
  { name: 'alice', email: 'alice@example.org', password: 'alice-in-wonderland' },
  { name: 'bob', email: 'bob@example.org', password: 'bob-the-builder' },
]

const server = createServer()
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', async () => {
  const baseURL = `http://127.0.0.1:${server.address().port}`
  const auth = betterAuth({
    baseURL,
    secret: 'made at random for this example: Vw2mJt8oQz5rXc1bNq',
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    emailAndPassword: { enabled: true },
  })
  for (const body of USERS) await auth.api.signUpEmail({ body })
  server.on('request', toNodeHandler(auth))
  console.log(baseURL)
})
