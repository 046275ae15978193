import t from 'tap'
import { rotate } from '../rotation.ts'

t.test('server-session: a new secret in front of the old one signs nobody out', async (t) => {
  await rotate(t, 'server-session')
})
