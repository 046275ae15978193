import type { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { record } from './about.ts'

/** A sign-in as `GET /sessions` shows it. */
interface ListedSignIn {
  readonly id: string
  readonly startedAt: string
  readonly lastSeenAt: string
  readonly userAgent: string
  readonly current: boolean
}

/** What `GET /sessions` lists. Asking has to succeed before the case can go on. */
export async function listedSignIns(
  context: CaseContext,
  visitor: Visitor,
): Promise<ListedSignIn[]> {
  const exchange = await visitor.get('/sessions')
  context.given.status(exchange, 200)
  const sessions = exchange.member('sessions')
  const isList = Array.isArray(sessions) && sessions.every((each) => record(each) !== undefined)
  context.given.that(isList, 'sessions in GET /sessions', 'a list of objects', sessions)
  return sessions as ListedSignIn[]
}

/** The entry of the sign-in that asks. */
export async function currentSignIn(context: CaseContext, visitor: Visitor): Promise<ListedSignIn> {
  const mine = (await listedSignIns(context, visitor)).filter((each) => each.current === true)
  context.given.equal(mine.length, 1, 'entries marked as current')
  const [entry] = mine as [ListedSignIn]
  context.given.equal(typeof entry.id, 'string', 'type of id')
  return entry
}
