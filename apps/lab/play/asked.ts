/** What an answer took from the accounts' database, in words. */
import type { Asked } from '../door/accounts.ts'

const WORDS: Readonly<Record<string, string>> = {
  users: 'the account',
  sign_in_failures: 'the count of failed sign-ins',
  sign_ins: 'the index of sign-ins',
  denied_sign_ins: 'the list of ended sign-ins',
  sign_in_cut_offs: 'the time before which sign-ins began too early',
  refresh_families: 'the refresh tokens',
  used_refresh_tokens: 'the refresh tokens that were used',
}

/** Of all that is asked, what says who someone is; a server's own index of sign-ins is there to be listed. */
const SAYS_WHO = ['users', 'denied_sign_ins', 'sign_in_cut_offs', 'refresh_families']

/** All of it: a pure style that believes what it is brought asks nothing. */
export function askedWords(asked: readonly Asked[]): string {
  if (asked.length === 0) return 'For this answer it used nothing of the accounts’ database.'
  const told = asked.map(({ table, reads, writes }) => {
    const times = [counted(reads, 'read'), counted(writes, 'write')].filter(Boolean).join(', ')
    return `${WORDS[table] ?? table} (${times})`
  })
  return `For this answer it used the accounts’ database: ${told.join('; ')}.`
}

function counted(times: number, what: string): string {
  if (times === 0) return ''
  return `${times} ${what}${times === 1 ? '' : 's'}`
}

/** Where it looked before it believed what was brought; empty where it did not. */
export function lookedAt(asked: readonly Asked[]): string {
  return named(asked.filter(({ table, reads }) => reads > 0 && SAYS_WHO.includes(table)))
}

/** What it keeps from now on that goes with a credential; empty where it keeps nothing. */
export function written(asked: readonly Asked[]): string {
  const kept = asked.filter(({ table, writes }) => writes > 0 && table !== 'sign_in_failures')
  return named(kept)
}

function named(asked: readonly Asked[]): string {
  return asked.map(({ table }) => WORDS[table] ?? table).join(' and ')
}
