/** The route alone, with no auth at all: what every other is compared to. */
import { begun } from './kit/answers.ts'
import { serveFastify } from './kit/fastify.ts'
import { nameOf } from './kit/people.ts'

const everyone = {
  ...begun({ username: nameOf(0), role: 'member' }),
  expiresAt: Date.now() + 86_400_000,
}

await serveFastify({ read: () => everyone, write: () => {}, clear: () => {} })
