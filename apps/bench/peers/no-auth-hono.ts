/** Hono with no auth at all: what of the cost of the peers on it is the framework's own. */
import { begun } from './kit/answers.ts'
import { serveHono } from './kit/hono.ts'
import { nameOf } from './kit/people.ts'

const everyone = begun({ username: nameOf(0), role: 'member' })

serveHono({ read: () => everyone, write: () => {}, clear: () => {} })
