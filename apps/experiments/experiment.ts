/**
 * An experiment: a question to a running server, asked the same way of every column.
 *
 * How to add one: an entry in a file of its group, `questions/GROUP/SUBJECT.ts`, and nothing else. A new subject is a
 * new file there, with one line in `all-experiments.ts`.
 *
 *     experiment({
 *       id: 'ending.replay-after-sign-out',
 *       question: 'Does a copy of the credential still sign in after its owner has signed out?',
 *       claim: { text: 'Individual tokens can not be invalidated.', by: 'Slootweg, "Stop using JWT for sessions"' },
 *       references: ['ASVS 7.4.1'],
 *       steps: ['The owner signs in.', 'A thief copies the cookies.', 'The owner signs out.', 'Who is the thief?'],
 *       verdicts: { 'still-in': 'the copy still signs in', out: 'the copy is dead' },
 *       control: { changed: 'The owner does not sign out.', verdict: 'still-in' },
 *       expected: {
 *         client: ['still-in', 'Nothing on the server knows of the credential, so nothing can end it.'],
 *         server: ['out', 'Sign-out deletes the state, and the id leads nowhere.'],
 *         'jwt-denylist': ['out', 'The sign-in id is on the list, which each request asks.'], // where a remedy differs
 *       },
 *       async run(world, { control }) {
 *         const owner = await world.signedIn('owner')
 *         const thief = owner.copy('thief')
 *         if (!control) world.shows(await owner.signOut(), 'The owner signs out.')
 *         const me = await thief.get('/me')
 *         const isIn = me.status === 200
 *         world.shows(me, isIn ? 'The copy still signs in.' : 'The copy is dead.')
 *         return { verdict: isIn ? 'still-in' : 'out' } // and figures: { cookieBytes: 495 }, if there are any
 *       },
 *     })
 *
 * Write the expectations first, from what is claimed; then `npm run compare -- --only ID`. Where it comes out
 * otherwise and the server is right, correct `expected` and say so in `surprise`. Then with its control:
 * `TAP_TIMEOUT=240 ONLY=ID node dist/test/apps/experiments/controls.experiment.js`.
 *
 * `run` decides from what came over the wire alone: it is told neither the column nor the expectation, and
 * must not ask (`GET /about` and `world.storeContent` tell the style: evidence, but no way to choose what to do).
 * With `control` one thing is changed, and the verdict must then be `control.verdict` at every column, or at
 * those in `control.at`; for one column at least that is the other way round. What has to hold before the
 * question can be asked at all is checked with `world.given`. Each run has users and visitors of its own, and
 * shares its server with others, unless `needs` asks for one that can be restarted or loses its store: these cost
 * a start of each column's server once, and then come one after the other. `settings` cost a server, too:
 * share `SHORT_TIMES` where time is the subject.
 */
import type { ColumnId, Kind } from './columns.ts'
import type { World } from './world.ts'

/**
 * What the harness has to do that no visitor can. With any but the first the server is for one run at a time,
 * which takes longer.
 */
export type Need =
  /** Two instances of one server: same secrets, same accounts, same store if it is one to share. */
  | 'second-instance'
  /** Nobody else at the same server: memory or calls of a store are counted, or time is compared. */
  | 'alone'
  /** `world.restart` and `stop`: another secret, another setting, a server that was killed. */
  | 'restart'
  /** `world.stopStore` and `freezeStore`, `stopAccounts`, and what starts them again. */
  | 'stop-store'

/** The verdict that is expected at a column, and why in one sentence. */
export type Expectation<Word extends string = string> = readonly [verdict: Word, why: string]

/**
 * Of styles whose state the client keeps, and of those whose state the server keeps; of those with a bearer token
 * where that decides. Then of a style where it differs from its kind, and of what is built on one where it
 * differs from that style, or notably does not. What comes later in this list goes first.
 */
export type Expected<Word extends string> = Readonly<
  Record<'client' | 'server', Expectation<Word>> &
    Partial<Record<ColumnId | Kind, Expectation<Word>>>
>

export interface Outcome<Word extends string = string> {
  readonly verdict: Word
  /** What was measured, by a name that ends in its unit: `cookieBytes: 495`. */
  readonly figures?: Readonly<Record<string, number>>
}

export interface Experiment<Word extends string = string> {
  /** Stable: `group.what`, in kebab case. */
  readonly id: string
  /** In plain words, with a question mark. */
  readonly question: string
  /** What people say, and who. */
  readonly claim: { readonly text: string; readonly by: string }
  /** ASVS ids, RFC sections, articles. */
  readonly references: readonly string[]
  /** What is done, a sentence each. */
  readonly steps: readonly string[]
  /** Every verdict that `run` may come to, with its meaning. */
  readonly verdicts: Readonly<Record<Word, string>>
  readonly control: {
    /** The one thing that is different, in a sentence. */
    readonly changed: string
    readonly verdict: Word
    /** Where the verdict comes out so; every column unless said otherwise. A kind is the pure styles of it. */
    readonly at?: readonly (ColumnId | Kind)[]
  }
  readonly expected: Expected<Word>
  /**
   * Where a verdict says how long something takes: that time for each verdict, as a formula of the idle, the
   * absolute and the access time, and the age of the sign-in.
   */
  readonly formulas?: Readonly<Partial<Record<Word, string>>>
  /** Where a run contradicted the common claim, or the expectation first written down: what, in a sentence or two. */
  readonly surprise?: string
  /** What to do about it, in a sentence or two: for docs/trade-offs. */
  readonly advice: string
  readonly needs?: readonly Need[]
  /** Settings beside the column's, such as short times; runs with the same ones share servers. */
  readonly settings?: Readonly<Record<string, string>>
  /** A 503 is an answer that counts, also where nobody stops the store; elsewhere there is no verdict then. */
  readonly asksForUnavailable?: boolean
  /** Seconds until the run is given up as one that hangs; 300 unless said otherwise. */
  readonly limitSeconds?: number
  readonly run: (world: World, options: { readonly control: boolean }) => Promise<Outcome<Word>>
}

/** Checks an entry against its own list of verdicts, as the compiler sees it. */
export function experiment<const Word extends string>(entry: Experiment<Word>): Experiment {
  return entry as unknown as Experiment
}

/**
 * For `settings`, where time is the subject: seconds instead of minutes, and so far apart that one end is not
 * taken for another where tokens count whole seconds (contract rule 6) and the machine is busy.
 */
export const SHORT_TIMES = {
  IDLE_SECONDS: '4',
  ABSOLUTE_SECONDS: '8',
  ACCESS_SECONDS: '2',
} as const

/** What stands before the dot: `ending`. */
export function groupOf({ id }: Pick<Experiment, 'id'>): string {
  return id.slice(0, id.indexOf('.'))
}
