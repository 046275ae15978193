/**
 * Judges servers, in a process of its own: what a server sends may take the suite a long time or all of its memory,
 * and then this one is ended, and not the lab with everyone's tables. One order, then it ends.
 */

import { printable } from '../../../shared/conformance/help/show.ts'
import { type ResultRecord, reportOf } from '../../../shared/conformance/reports/record.ts'
import { redacted } from '../../../shared/conformance/reports/redact.ts'
import type { CaseResult, RunOptions } from '../../../shared/conformance/run/runner.ts'
import { TargetError } from '../../../shared/conformance/run/target.ts'
import { turnsFor } from '../../../shared/conformance/run/turns.ts'
import { readArguments, selectCases } from '../../conformance/arguments.ts'
import { judge } from '../../conformance/command.ts'
import { type Profile, profileOf } from '../../conformance/profile.ts'
import { ALIVE_EVERY_MS, type Judged, type Order, type Stop } from './judging-messages.ts'

/** What stands for `--user` here, where there is no command line. */
const OTHER_USERS =
  'the lab signs in as the demo users; npm run conformance -- URL --user NAME:PASSWORD takes others'

const stop = new AbortController()
process.once('disconnect', () => process.exit())
process.on('message', async (message: Order | Stop) => {
  if (message.kind === 'stop') return stop.abort()
  const alive = setInterval(() => tell({ kind: 'alive' }), ALIVE_EVERY_MS)
  await judgeAll(message)
  clearInterval(alive)
  tell({ kind: 'end' })
})

function tell(told: Judged): void {
  process.send?.(told)
}

async function judgeAll({ urls, groups }: Order): Promise<void> {
  const command = readArguments([...urls, ...groups.map((group) => `--group=${group}`)])
  const profile = profileOf(command)
  const cases = selectCases(profile.cases, command)
  const passwords = command.users.map(({ password }) => password)
  const options: RunOptions = {
    turns: turnsFor(urls.length),
    stop: stop.signal,
    onBegin: ({ id }) => tell({ kind: 'begin', id }),
  }
  const judging = urls.map(async (url) => {
    const onResult = (result: CaseResult) => {
      tell({ kind: 'result', url, record: recordOf(result, url, passwords) })
    }
    const found = { ...profile, find: (address: string) => find(profile, address) }
    const { judged, said } = await judge(url, found, cases, { ...options, onResult })
    if (judged === undefined) tell({ kind: 'trouble', url, said })
    // Those of a run that was given up are told at its end only.
    for (const result of judged?.results ?? []) if (result.givenUp) onResult(result)
  })
  await Promise.all(judging)
}

async function find(profile: Profile, url: string) {
  try {
    const target = await profile.find(url)
    tell({ kind: 'style', url, style: printable(target.about.style) })
    return target
  } catch (error) {
    if (!(error instanceof TargetError)) throw error
    throw new TargetError(error.message.replace('give --user twice', OTHER_USERS))
  }
}

/** The page is looked at over shoulders. @param passwords the users' own, which may stand in it */
function recordOf(result: CaseResult, url: string, passwords: readonly string[]): ResultRecord {
  const judged = { url, style: '', results: [result] }
  const { servers } = redacted(reportOf([result.case], [judged], new Date()), passwords)
  const [record] = servers.flatMap(({ results }) => results)
  if (record === undefined) throw new Error(`There is no record of ${result.case.id}.`)
  return record
}
