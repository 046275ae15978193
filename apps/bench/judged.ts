/**
 * Each peer passes the core profile before it is ranked: what is fast because a check is missing is not
 * faster. (This project's own servers pass the whole suite, in CI.)
 */

import { judgeCore } from '../../shared/conformance/core/judge-core.ts'
import type { CoreMap } from '../../shared/conformance/core/map.ts'
import type { Judgement } from './figures/record.ts'
import { nameOf, PASSWORD } from './peers/kit/people.ts'
import type { Subject } from './subjects.ts'

/** A credential that holds the whole state cannot be ended; who has one is ranked, and says so. */
const COPIES_LIVE = [
  'core.sign-out.copy-dead',
  'core.renewal.old-credential-ends',
  'core.renewal.older-copy-dead-after-sign-out',
]

const MAP: Omit<CoreMap, 'cookies'> = {
  signIn: {
    path: '/login',
    json: { username: '{username}', password: '{password}' },
    headers: { Origin: '{origin}' },
    success: { status: [200] },
  },
  whoAmI: {
    path: '/me',
    signedIn: { pointer: '/user/username' },
    stranger: { status: [401] },
  },
  signOut: { path: '/logout', headers: { Origin: '{origin}' } },
}

/** @param cookies the names of those that a sign-in sets */
export async function judge(
  { signOutStatus }: Subject,
  url: string,
  cookies: readonly string[],
): Promise<Judgement> {
  const users = [0, 1].map((index) => ({ username: nameOf(index), password: PASSWORD }))
  // better-auth's sign-out wants a body to be JSON.
  const signOut = signOutStatus === 204 ? MAP.signOut : { ...MAP.signOut, json: {} }
  const { results } = await judgeCore(url, { ...MAP, signOut, cookies: [...cookies] }, { users })
  const red = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
  const ids = (level: string) =>
    red.filter((each) => each.case.level === level).map((each) => each.case.id)
  const must = ids('MUST')
  return {
    fails: must.filter((id) => !COPIES_LIVE.includes(id)),
    weak: ids('SHOULD'),
    copiesLive: must.some((id) => COPIES_LIVE.includes(id)),
  }
}
