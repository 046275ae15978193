/** Starts one faulty server, judges it with the whole suite, and says what became of the fault. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { groupOf } from '../../shared/conformance/case.ts'
import { type CaseResult, runCases } from '../../shared/conformance/run/runner.ts'
import { findTarget, type Target } from '../../shared/conformance/run/target.ts'
import { localAddress } from '../../shared/processes/public-origin.ts'
import {
  type RunningServer,
  startServer,
  type Test,
  temporaryDirectory,
} from '../../shared/processes/start-server.ts'
import { Patience } from '../../shared/visitor/patience.ts'
import { DEMO } from '../conformance/demo-users.ts'
import { ALLOWED_ORIGIN, broughtFor, SECRETS } from '../conformance/own-server.ts'
import { casesFor } from './cases-for.ts'
import type { Control } from './controls.ts'
import type { Fault, Patch } from './fault.ts'
import { patchedSources } from './patched.ts'

interface Red {
  readonly id: string
  readonly level: string
  readonly reason: string
}

export interface Outcome {
  readonly id: string
  /**
   * `caught`: by the case written down, with the message that it needs, and no other subject is red.
   * `sound`: nothing is red, as it has to be where there is no fault.
   */
  readonly kind: 'sound' | 'caught' | 'escaped' | 'other-message' | 'strays' | 'broken'
  /** Why it is not simply caught; or the message that caught it. */
  readonly said: string
  readonly red: readonly Red[]
  readonly milliseconds: number
}

/** Low, so that what is beyond a limit comes soon. */
const SETTINGS = {
  LOG_LEVEL: 'info',
  BEARER_ORIGINS: ALLOWED_ORIGIN,
  SECRETS,
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '5',
  SIGN_IN_FAILURES_ADDRESS: '30',
}
const PUBLIC_ORIGIN = 'https://example.test'
/** Many servers are judged at once: an answer may take long, and only what never comes counts. */
const BUSY_MACHINE = { startMs: 60_000, answerMs: 60_000 }

/** Hashing at next to no cost: only the cases that compare times need the real one. */
const QUICK_HASHES: Patch = {
  file: 'shared/accounts/passwords.ts',
  find: 'memoryCost: 19_456, timeCost: 2',
  put: 'memoryCost: 8, timeCost: 1',
}

/** A tenth less CPU time for each fault: what V8 would optimize is not asked often enough to pay for it. */
const SHORT_LIVED = ['--no-opt']

const PRELOAD = new URL('./preload.js', import.meta.url).href

/** A server with a fault, or a sound one, ready to be judged. */
export async function startFaulty(
  t: Test,
  fault: Control & Partial<Pick<Fault, 'patches' | 'timing'>>,
): Promise<{ server: RunningServer; target: Target }> {
  const patches = [...(fault.timing ? [] : [QUICK_HASHES]), ...(fault.patches ?? [])]
  const settings = {
    ...SETTINGS,
    ...(fault.https && { PUBLIC_ORIGIN }),
    ...fault.settings,
    ...(fault.fileStore && { STORE: `file:${join(temporaryDirectory(t), 'states')}` }),
  }
  const sources = join(temporaryDirectory(t), 'sources.json')
  writeFileSync(sources, JSON.stringify(await patchedSources(patches)))
  const environment = { ...settings, FAULTY_SOURCES: sources }
  const server = await startServer(t, fault.server, environment, [
    ...SHORT_LIVED,
    '--import',
    PRELOAD,
  ])
  const brought = await broughtFor(fault.server, server, settings)
  const target = fault.https
    ? await findTarget(
        await localAddress(server),
        [...DEMO],
        { ...brought, behindTls: PUBLIC_ORIGIN },
        new Patience(BUSY_MACHINE),
      )
    : await findTarget(server.url, [...DEMO], brought, new Patience(BUSY_MACHINE))
  return { server, target }
}

/** @param whole judged by all cases of other subjects, not by a share of them */
export async function runFault(fault: Fault | Control, whole: boolean): Promise<Outcome> {
  const startedMs = performance.now()
  const ends: (() => unknown)[] = []
  const scope: Test = { teardown: (end) => void ends.unshift(end) }
  const finish = (kind: Outcome['kind'], said: string, red: readonly Red[] = []): Outcome => {
    return { id: fault.id, kind, said, red, milliseconds: performance.now() - startedMs }
  }
  try {
    const { target, server } = await startFaulty(scope, fault)
    const results = await runCases(target, casesFor(fault, whole), { accounts: server.url })
    return 'caughtBy' in fault ? judged(fault, results, finish) : sound(results, finish)
  } catch (error) {
    return finish('broken', error instanceof Error ? error.message : String(error))
  } finally {
    for (const end of ends) await end()
  }
}

type Finish = (kind: Outcome['kind'], said: string, red: readonly Red[]) => Outcome

function sound(results: readonly CaseResult[], finish: Finish): Outcome {
  const red = redOf(results)
  const said = `${results.filter(({ verdict }) => verdict === 'pass').length} cases pass`
  return red.length === 0 ? finish('sound', said, red) : finish('strays', listed(red), red)
}

function redOf(results: readonly CaseResult[]): Red[] {
  return results.flatMap(({ case: { id, level }, verdict, reason }) => {
    return verdict === 'fail' || verdict === 'error' ? [{ id, level, reason }] : []
  })
}

function listed(red: readonly Red[]): string {
  return red.map(({ id, reason }) => `${id} (${reason})`).join('; ')
}

function judged(fault: Fault, results: readonly CaseResult[], finish: Finish): Outcome {
  const red = redOf(results)
  const caught = red.find(({ id }) => id === fault.caughtBy)
  if (caught === undefined) {
    const result = results.find((each) => each.case.id === fault.caughtBy)
    const verdict = result === undefined ? 'no such case' : `${result.verdict} ${result.reason}`
    const others = red.map(({ id }) => id).join(', ') || 'nothing'
    return finish('escaped', `${fault.caughtBy}: ${verdict.trim()}; red: ${others}`, red)
  }
  if (!fault.message.test(caught.reason)) {
    return finish('other-message', `${fault.message} is not in: ${caught.reason}`, red)
  }
  const strays = red.filter(({ id }) => !isExpected(fault, id))
  if (strays.length === 0) return finish('caught', caught.reason, red)
  return finish('strays', listed(strays), red)
}

/** Red by right: the case itself, others of its group, and what the fault names. */
function isExpected({ caughtBy, alsoRed = [] }: Fault, id: string): boolean {
  const group = groupOf({ id })
  if (alsoRed === 'any' || group === groupOf({ id: caughtBy })) return true
  return alsoRed.includes(id) || alsoRed.includes(group)
}
