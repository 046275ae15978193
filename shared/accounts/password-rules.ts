/** What a new password must be (contract, `POST /password`; ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.11). */
export type WeakReason = 'too-short' | 'too-long' | 'common' | 'name'

export const PASSWORD_LEAST_CHARACTERS = 8
export const PASSWORD_MOST_CHARACTERS = 256

/** Why a new password is refused, or undefined when it is good. Characters are code points. */
export async function weaknessOf(
  password: string,
  username: string,
): Promise<WeakReason | undefined> {
  const characters = [...password].length
  if (characters < PASSWORD_LEAST_CHARACTERS) return 'too-short'
  if (characters > PASSWORD_MOST_CHARACTERS) return 'too-long'
  const folded = password.toLowerCase()
  if (folded.replaceAll(username.toLowerCase(), '') === '') return 'name'
  if ((await commonPasswords()).has(folded)) return 'common'
  return undefined
}

let common: Promise<Set<string>> | undefined

/** The list that zxcvbn-ts publishes, 49,000 entries; read at the first change of a password. */
function commonPasswords(): Promise<Set<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(String)),
  )
  return common
}
