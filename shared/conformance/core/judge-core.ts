import { Patience } from '../../visitor/patience.ts'
import { Visitor } from '../../visitor/visitor.ts'
import type { Brought } from '../brought/brought.ts'
import type { ConformanceCase } from '../case.ts'
import type { About } from '../help/about.ts'
import { type CaseResult, type RunOptions, runCases } from '../run/runner.ts'
import { locate, type Target, TargetError } from '../run/target.ts'
import { bound, type CoreCase } from './core-case.ts'
import { coreCases } from './core-cases.ts'
import { CoreVisitor } from './core-visitor.ts'
import type { CoreMap, CoreUser } from './map.ts'
import { fits, shownName, userSeen } from './readings.ts'

/** A login that declares nothing: what the runner asks of `GET /about`, filled with "unknown". */
const UNDECLARED: About = {
  style: 'unknown (core profile)',
  version: '1',
  carriers: ['cookie'],
  cookies: [],
  // Core cases sign their visitors out by the map; the runner has nothing to tidy.
  stateKeptBy: 'client',
  store: null,
  limits: {
    stateBytes: Number.MAX_SAFE_INTEGER,
    signIn: {
      windowSeconds: Number.MAX_SAFE_INTEGER,
      accountAndAddress: Number.MAX_SAFE_INTEGER,
      address: Number.MAX_SAFE_INTEGER,
      account: Number.MAX_SAFE_INTEGER,
    },
  },
  lifetime: { idleSeconds: Number.MAX_SAFE_INTEGER, absoluteSeconds: Number.MAX_SAFE_INTEGER },
  can: {
    revoke: false,
    endEverywhere: false,
    listSessions: false,
    noticeAccountChanges: false,
    refresh: false,
  },
}

/** The core cases for a login, as the runner and the reports take them. */
export function coreCasesFor(
  map: CoreMap,
  selection: readonly CoreCase[] = coreCases,
): ConformanceCase[] {
  return selection.map((each) => bound(each, map))
}

/**
 * Finds a login by its URL and makes sure that the map fits it.
 * @throws TargetError where it does not answer, or answers otherwise than the map says
 */
export async function findCoreTarget(
  address: string,
  map: CoreMap,
  users: readonly CoreUser[] = map.users ?? [],
  brought: Brought = {},
  patience = new Patience(),
): Promise<Target> {
  const [firstUser, secondUser] = users
  if (firstUser === undefined || secondUser === undefined) {
    throw new TargetError('Two users are needed: "users" in the map, or --user given twice.')
  }
  const place = await locate(address, brought, patience)
  const alivePath = map.whoAmI.path
  const target = { ...place, about: UNDECLARED, brought, firstUser, secondUser, alivePath }
  for (const user of [firstUser, secondUser]) await tryMap(target, map, user)
  return target
}

/** Judges a login: the whole of it, for those who have no use for the target itself. */
export async function judgeCore(
  address: string,
  map: CoreMap,
  options: RunOptions & {
    readonly users?: readonly CoreUser[] | undefined
    readonly selection?: readonly CoreCase[]
  } = {},
): Promise<{ target: Target; results: CaseResult[] }> {
  const target = await findCoreTarget(address, map, options.users)
  const results = await runCases(target, coreCasesFor(map, options.selection), options)
  return { target, results }
}

/** A map that does not fit would make a hundred failures of one mistake: it gets one sentence. */
async function tryMap(target: Target, map: CoreMap, user: CoreUser): Promise<void> {
  const deadlineMs = target.patience.startDeadlineMs()
  const visitor = new CoreVisitor(new Visitor({ ...target, deadlineMs }), map)
  const asked = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    return work.catch((cause: Error) => {
      throw new TargetError(`The map can not be tried: ${cause.message}.`, { cause })
    })
  }
  const stranger = await asked(visitor.whoAmI())
  if (!fits(stranger, map.whoAmI.stranger)) {
    throw misfit('whoAmI.stranger', `${stranger.name} answers a stranger ${stranger.status}`)
  }
  const { answer, succeeded } = await asked(visitor.signIn(user))
  if (!succeeded) {
    const location = answer.header('location')
    const where = location === undefined ? '' : ` with Location ${location}`
    throw misfit('signIn', `${answer.name} as ${user.username} answers ${answer.status}${where}`)
  }
  if (visitor.credential().length === 0) {
    const names = answer.setCookies().map(({ name }) => name)
    throw misfit('cookies', `sign-in sets ${names.join(', ') || 'no cookie'}`)
  }
  const me = await asked(visitor.whoAmI())
  const name = userSeen(me, map, [target.firstUser, target.secondUser])
  if (name !== shownName(user)) {
    const seen = name === undefined ? 'shows no user' : `shows ${name}`
    throw misfit('whoAmI.signedIn', `${me.name} after sign-in as ${user.username} ${seen}`)
  }
  await asked(visitor.signOut())
}

function misfit(member: string, seen: string): TargetError {
  return new TargetError(`The map's "${member}" does not fit this server: ${seen}.`)
}
