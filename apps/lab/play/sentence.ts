/**
 * What happened in an exchange, and why, in one sentence: derived from what was sent, what came back, what the
 * keys say of it, what the server held before and after, and what it asked the accounts. Which button was pressed
 * is not known here.
 */

import { cookieValues } from '../../../shared/config/cookies.ts'
import type { StyleName } from '../../../shared/styles.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { CREDENTIALS } from '../../credentials.ts'
import type { Asked } from '../door/accounts.ts'
import { lookedAt, written } from './asked.ts'
import { type Checked, checked } from './checked.ts'
import { entriesUnder, type Holding } from './holding.ts'

interface Facts {
  readonly style: StyleName
  readonly exchange: Exchange
  /** Of the server that answered, newest first. */
  readonly secrets: readonly string[]
  readonly before: Holding
  readonly after: Holding
  readonly asked: readonly Asked[]
  /** Which of the two answered. */
  readonly instance: 1 | 2
  /** The time at the server, milliseconds since the epoch. */
  readonly nowMs: number
}

export function sentenceOf(facts: Facts): string {
  const { exchange } = facts
  const code = exchange.member('code')
  if (code === 'store-unavailable')
    return 'The server could not ask where it has to ask, and says so with 503 instead of guessing who you are.'
  if (code === 'state-too-large') return tooLarge(facts)
  if (exchange.status === 401 && code === 'invalid-credentials')
    return 'The name and the password do not belong together: nothing changed.'
  if (exchange.status >= 400 && code !== 'not-signed-in')
    return `Refused with ${exchange.status}: ${exchange.member('detail') ?? exchange.member('title') ?? code}`
  const known = recognised(facts)
  const done = changed(facts)
  return done === '' ? known : `${known} ${done}`
}

function tooLarge({ exchange, after }: Facts): string {
  const needs = `${exchange.member('wouldNeedBytes')} bytes, over the limit of ${exchange.member('limitBytes')}`
  return after.store === null
    ? `It does not fit into a cookie: ${needs}. Browsers drop a larger one without a word, so the server refuses and the state stays as it was.`
    : `It is more than the server keeps for one visitor: ${needs}. The state stays as it was.`
}

/** How the server came to see in this request whom it saw. */
function recognised(facts: Facts): string {
  const { style, exchange, secrets, asked } = facts
  // What it brought along plays no part in a sign-in.
  if (exchange.name === 'POST /login') return 'The name and the password fit.'
  const cookies = sentCookies(exchange)
  const credential = checked(style, cookies, secrets)
  const isNobody = exchange.status === 401 || exchange.member('user') === null
  if (credential.signature === 'missing')
    return 'No credential came with it: the server sees a stranger.'
  if (credential.signature === 'fails')
    return 'The signature does not fit what came with it: to the server this is a stranger, whoever it claims to be.'
  const older = credential.signature === 'older' ? ' (by the older secret)' : ''
  if (credential.signature === 'unknown' || facts.before.store === 'own')
    return isNobody
      ? 'To the server, nobody is signed in with what came along.'
      : 'The server found out for itself who it is.'
  if (facts.before.store !== null) return inStore(credential, facts, isNobody, older)
  if (isNobody) return refusedState(cookies, facts)
  const looked = lookedAt(asked)
  return looked === ''
    ? `The signature holds${older}, so the server believes what it was brought, and looked nothing up.`
    : `The signature holds${older}, and the server believes what it was brought, after a look at ${looked}.`
}

function inStore(
  { sessionId }: Checked,
  { before, asked, instance, nowMs }: Facts,
  isNobody: boolean,
  older: string,
): string {
  const entries = entriesUnder(before.entries ?? [], sessionId ?? '')
  const entry = entries.find((each) => each.instance === undefined || each.instance === instance)
  if (entry === undefined && entries.length > 0)
    return `The id is genuine${older}, and this instance has nothing under it: the state is in the memory of the other one.`
  if (entry === undefined)
    return `The id is genuine${older}, and there is nothing under it in the store any more: to the server it is a stranger’s.`
  if (Number((entry.state as { expiresAt?: number }).expiresAt) < nowMs)
    return `The id is genuine${older}, and what is under it in the store says that its time is over: that counts as nothing.`
  const looked = lookedAt(asked)
  const also = looked === '' ? '' : `, and took a look at ${looked}`
  if (isNobody)
    return `The server found the id in its store${older}${also}: it knows the visitor, and nobody is signed in.`
  return `The server looked the id up in its store${older} and found who it is there${also}.`
}

/** The signature holds, and all the same nobody is signed in. */
function refusedState(
  cookies: readonly { name: string; value: string }[],
  { style, asked, nowMs }: Facts,
): string {
  const state = CREDENTIALS.get(style)?.read?.(cookies)
  if (state !== undefined && state.expiresAt < nowMs)
    return 'The signature holds, but the credential says itself that its time is over.'
  if (state?.signIn === undefined)
    return 'The signature holds: the server knows the visitor, and nobody is signed in.'
  const looked = lookedAt(asked)
  if (looked === '')
    return 'The signature holds, but the short time for which it signs in is over: a new credential has to be asked for with the refresh token.'
  return asked.some(({ table }) => table === 'denied_sign_ins')
    ? 'The signature holds, and the answer is no all the same: the server looked in its list, and this sign-in has ended.'
    : 'The signature holds, and the answer is no all the same: the server looked the account up, and it may not sign in.'
}

/** What the answer changed, at the browser and at the server. */
function changed(facts: Facts): string {
  const { exchange, after, before, asked } = facts
  const set = exchange.setCookies().filter(({ name }) => !name.endsWith('.sig'))
  const cleared = set.length > 0 && set.every(({ value }) => value === '')
  if (cleared) return ended(facts)
  const sent = sentCookies(exchange)
  const isNew = set.some(
    ({ name, value }) => !sent.some((each) => each.name === name && each.value === value),
  )
  const tells: string[] = []
  const user = exchange.member('user') as { username?: string } | null | undefined
  if (exchange.name === 'POST /login')
    tells.push(`${user?.username ?? 'The visitor'} is signed in.`)
  if (after.store !== null) {
    const more = (after.entries?.length ?? 0) - (before.entries?.length ?? 0)
    if (isNew) tells.push('The browser gets a new id; the state stays on the server.')
    else if (isChanged(before, after))
      tells.push('Only the store changed: the cookie is the same as before.')
    if (more > 0) tells.push('The store has one entry more.')
  } else if (set.length > 0) {
    const what =
      exchange.name === 'POST /login' || isWrite(exchange)
        ? 'All of the new state went into a new cookie'
        : 'The visit was counted in a new cookie'
    const kept = written(asked)
    tells.push(`${what}; the server kept ${kept === '' ? 'nothing' : `${kept}, and nothing else`}.`)
  }
  return tells.join(' ')
}

function ended({ exchange, before, after }: Facts): string {
  if (exchange.name !== 'POST /logout') return 'The browser is told to throw its cookie away.'
  if (after.store !== null)
    return 'The entry is gone from the store, and the browser throws its cookie away: a copy of it opens nothing.'
  const listed =
    (after.accounts.denied_sign_ins?.length ?? 0) > (before.accounts.denied_sign_ins?.length ?? 0)
  return listed
    ? 'The browser throws its cookie away, and the server puts the sign-in on its list of ended ones: a copy opens nothing.'
    : 'The browser throws its cookie away, and that is all: the server keeps nothing, so a copy is as good as before.'
}

function isWrite({ request }: Exchange): boolean {
  return request.method !== 'GET'
}

function isChanged(before: Holding, after: Holding): boolean {
  return JSON.stringify(before.entries) !== JSON.stringify(after.entries)
}

export function sentCookies({ request }: Exchange): { name: string; value: string }[] {
  const header = request.headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1]
  return [...cookieValues(header)].map(([name, [value = '']]) => ({ name, value }))
}
