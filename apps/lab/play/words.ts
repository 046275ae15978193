/** Words for what is seen at a table: the page has them, and what is saved of it. */
import type { Checked } from './checked.ts'
import type { Held } from './frame.ts'
import type { Entry, Holding } from './holding.ts'
import type { Remedy, StoreChoice } from './seat-servers.ts'

export const REMEDY_WORDS: Readonly<Record<Remedy, string>> = {
  none: 'none: the pure styles',
  denylist: 'a denylist of ended sign-ins',
  'account-check': 'look the account up on every request',
  'account-check-on-renewal': 'look the account up when the credential is renewed',
  refresh: 'a short credential and a refresh token',
  encryption: 'encrypt what the client carries',
}

export const STORE_WORDS: Readonly<Record<StoreChoice, string>> = {
  memory: 'in its memory',
  file: 'in files',
  redis: 'in Redis',
}

const CHECKED_WORDS: Readonly<Record<Checked['signature'], string>> = {
  holds: 'The signature holds.',
  older: 'The signature holds, by the older secret.',
  fails: 'The signature does not hold.',
  missing: 'There is nothing to check.',
  unknown: 'Only the server can tell.',
}

/** What the key says of a credential; and of an id whether there is anything under it. */
export function checkedWords({ checked, isStored }: Pick<Held, 'checked' | 'isStored'>): string {
  const nothing = isStored === false ? ' But the store has nothing under this id.' : ''
  return `${CHECKED_WORDS[checked.signature]}${nothing}`
}

/** Why a server shows no state; undefined where it has some. */
export function noStateWords({ store, entries, accounts }: Holding): string | undefined {
  if (store === null) return Object.keys(accounts).length === 0 ? 'nothing of you' : undefined
  if (store === 'own') return 'the state, where only the server itself looks'
  if (entries === null && store === 'memory') return 'nothing: its memory is gone with it'
  if (entries === null) return `its store (${store}) does not answer`
  return entries.length === 0 ? `nothing; its store (${store}) is empty` : undefined
}

/** Where an entry is, and whose it is. */
export function entryWords({ state, instance }: Entry, store: Holding['store']): string {
  const { signIn } = (state ?? {}) as { signIn?: { username?: string } }
  const where = `in its store (${store}${instance === 2 ? ' of the second server' : ''})`
  return `${where}: ${signIn?.username ?? 'somebody who is not signed in'}`
}

export function userWords({ users }: Holding): string {
  const told = users.map(({ username, role, disabled }) => {
    return `${username}, ${role}${disabled ? ', disabled' : ''}`
  })
  return `In the accounts: ${told.join('; ')}`
}

/** What a remedy or an index keeps in the accounts' database, by table. */
export const TABLE_WORDS: Readonly<Record<string, string>> = {
  sign_ins: 'its index of sign-ins (so that they can be listed)',
  denied_sign_ins: 'its list of ended sign-ins',
  refresh_families: 'its refresh tokens, hashed',
  used_refresh_tokens: 'refresh tokens that were used',
}
