import t from 'tap'
import { rotate } from '../rotation.ts'

t.test('jwt: a new secret in front of the old one signs nobody out', async (t) => {
  await rotate(t, 'jwt')
})
