/** Words for what is seen at a table: the page has them, and what is saved of it. */
import type { Checked, Style } from './checked.ts'
import type { Remedy, StoreChoice } from './seat-servers.ts'

export const SUMMARIES: Readonly<Record<Style, string>> = {
  jwt: 'You carry a signed token that holds everything.',
  'cookie-session': 'You carry the state itself in a signed cookie.',
  'server-session': 'You carry a signed id; the server keeps the rest.',
}

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

export const CHECKED_WORDS: Readonly<Record<Checked['signature'], string>> = {
  holds: 'The signature holds.',
  older: 'The signature holds, by the older secret.',
  fails: 'The signature does not hold.',
  missing: 'There is nothing to check.',
}

/** What a remedy or an index keeps in the accounts' database, by table. */
export const TABLE_WORDS: Readonly<Record<string, string>> = {
  sign_ins: 'its index of sign-ins (so that they can be listed)',
  denied_sign_ins: 'its list of ended sign-ins',
  refresh_families: 'its refresh tokens, hashed',
  used_refresh_tokens: 'refresh tokens that were used',
}
