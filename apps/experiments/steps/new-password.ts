import type { Credentials } from '../../../shared/visitor/visitor.ts'
import type { Person } from '../person.ts'
import type { World } from '../world.ts'

/** The owner sets another password, as a person does who fears a thief. It has to be taken. */
export async function setNewPassword(
  world: World,
  owner: Person,
  { password }: Pick<Credentials, 'password'>,
): Promise<void> {
  const json = { currentPassword: password, newPassword: 'a new and longer one' }
  const changed = await owner.post('/password', { json })
  world.given(changed.status === 204, `new password: it was answered ${changed.status}`)
  world.shows(changed, 'The password is another.')
}
