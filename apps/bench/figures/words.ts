/** What the figures mean for someone who chooses, in Markdown: docs/cost and the lab say it in the same words. */
import { type GrowthRecord, SIGN_INS_PER_SECOND } from './growth.ts'
import { ranking } from './ranking.ts'
import { BASELINE, type BenchRecord, CONNECTIONS, type Environment, type Route } from './record.ts'
import { overlap } from './statistics.ts'

type Growth = Required<GrowthRecord>

/** A run of some subjects alone says nothing of the others. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured'
}

/** Where it was measured, with what, and when. */
export function recordedOn({
  date,
  environment,
}: {
  date: string
  environment: Environment
}): string {
  const { cores, virtual, cpu, memoryGibibytes, node, system, commit } = environment
  const machine = `${cores} ${virtual ? 'virtual ' : ''}cores of ${cpu}, ${memoryGibibytes} GiB, ${system}, Node ${node}`
  return `${date.slice(0, 10)} on ${machine}, at commit ${commit}`
}

export function aboutFigures(bench: BenchRecord): string {
  return `Figures are CPU time of the server for one request, all its threads; what an engine beside it takes
(Redis, MariaDB) is not in them. "Of bare Fastify" is the CPU time of the same route on Fastify with no auth over this one: the
median of ${bench.rounds} ratios, taken within a round each (so it need not be the quotient of the medians beside it), with the
sign test's interval of 95 %. Where intervals overlap the order is undecided: "3 to 5" is a place that it shares. p50 and p99
are those of ${CONNECTIONS} requests that are always under way, on a core that does nothing else: they rank, and are nobody's waiting time
(for that see [beside sign-ins](#sign-ins-and-their-hashes)). ${bench.credentials.toLocaleString('en')} visitors ask in turn, and all ${bench.subjects.length} servers are up at once and share
the processor's caches: with few of them up the same request takes up to a quarter less. So compare within a table. How it is
measured, where the time goes, and what was done about it: [the bench](decisions/bench.md).`
}

/** What is asked for, before what came of it. */
export const LEADS = {
  visit: `\`GET /\`, signed in: it counts the visit, so the state changes and has to be kept.`,
  signIn: `\`POST /login\` with a hash of the least cost that argon2id has, or nothing but hashing would be seen; what hashing costs is
[below](#sign-ins-and-their-hashes).`,
  state: `Visitors write notes until no more fit.`,
  beside: `What a visitor notices: \`GET /me\`, 200 a second, alone and beside ${SIGN_INS_PER_SECOND} sign-ins a second.`,
  starts: `From the start of the process, already built, until it listens, in any of the styles: an instance more is there as soon, and a
restart signs nobody out but where the memory of the process is the store.`,
}

/** Of one subject on one route. */
function of(bench: BenchRecord, route: Route, id: string) {
  const found = ranking(bench, route).find(({ subject }) => subject.id === id)
  if (found === undefined) throw new NotMeasured(`${id} was not measured on ${route}`)
  return found
}

/** In words, where the intervals of two overlap. */
function undecided(bench: BenchRecord, route: Route, a: string, b: string): string {
  const isUndecided = overlap(of(bench, route, a).ratio, of(bench, route, b).ratio)
  return isUndecided ? ' (which of these two takes less is undecided)' : ''
}

export function aboutMe(bench: BenchRecord): string {
  const micros = (id: string) => of(bench, 'me', id).cpuMicros
  const more = (id: string) => Math.round(micros(id) - micros(BASELINE))
  const times = (peer: string, own: string) => (micros(peer) / micros(own)).toFixed(1)
  return `To know who someone is takes ${more('jwt')} µs more than not to ask with a JWT, ${more('cookie-session')} µs with a signed cookie${undecided(bench, 'me', 'jwt', 'cookie-session')} and
${more('server-session')} µs with a session in memory. These are hundredths of a millisecond: no choice should be made by them. What is asked elsewhere costs more:
a denylist in the accounts' database ${more('jwt-denylist')} µs, a session on Redis ${more('server-session-redis')} µs and on MariaDB ${more('server-session-mysql')} µs; and to encrypt the cookie
costs ${more('cookie-session-encrypted')} µs.

Other libraries for Fastify take less for the same: ${more('fastify-jwt.documented')} µs @fastify/jwt (on fast-jwt), ${more('secure-session')} µs @fastify/secure-session, which encrypts (on
libsodium). On Express, tuned, a request takes ${times('jsonwebtoken.tuned', 'jwt')} times as long with jsonwebtoken, ${times('cookie-session.tuned', 'cookie-session')} times with cookie-session and ${times('express-session.tuned', 'server-session')}
times with express-session; ${Math.round(micros('no-auth-express'))} µs of it are Express with no auth. The row that caches verified tokens shows what all the
checking is worth, and is no advice: a key that was taken away reaches nobody who was seen before.`
}

export function marks({ subjects }: BenchRecord): string {
  const lines = subjects.flatMap(({ title, judgement }) =>
    judgement === undefined || judgement.fails.length === 0
      ? []
      : [`\\* ${title}: not ranked, fails ${judgement.fails.join(', ')} of the core profile.`],
  )
  return lines.length === 0 ? 'Every peer passed the core profile.' : lines.join('\n')
}

export function aboutVisit(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'visit', id).cpuMicros)
  return `A client that carries its state is given a new one, signed: ${micros('jwt')} µs in all with a JWT, ${micros('cookie-session')} µs with a signed cookie. A session
in memory takes ${micros('server-session')} µs, on Redis ${micros('server-session-redis')} µs, on MariaDB ${micros('server-session-mysql')} µs, and in files ${micros('server-session-file')} µs: of the sessions' time a part is the
accounts' database, which is asked whether the sign-in lives, and told that it was renewed. Who writes with each request pays less
for a carried state while that is small ([not when it has grown](#as-the-state-grows)); who writes seldom need not care.`
}

export function aboutSignIn(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'signIn', id).cpuMicros)
  return `${micros('jwt')} µs with a JWT, ${micros('cookie-session')} µs with a signed cookie${undecided(bench, 'signIn', 'jwt', 'cookie-session')}, ${micros('server-session')} µs with a session: counts of failures are
kept in the accounts' database by all three, and server-session enters the sign-in into its index, so that it can be listed and
ended. The peers count failures in memory, so this table does not compare libraries. Beside a hash at its real cost
([below](#sign-ins-and-their-hashes)) none of it counts.`
}

export function aboutSignOut(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'signOut', id).cpuMicros)
  return `To clear a cookie takes ${micros('jwt')} µs (JWT) and ${micros('cookie-session')} µs (cookie-session)${undecided(bench, 'signOut', 'jwt', 'cookie-session')}, and leaves every copy good. To end the
session takes ${micros('server-session')} µs, and a denylist that does the same for a JWT ${micros('jwt-denylist')} µs. A copy that is ended
is worth that many times over; [what else it takes](trade-offs.md) is the question.`
}

export function aboutState({ state }: Growth): string {
  const at = (id: string, which: 'first' | 'last') => {
    const points = state.filter((point) => point.id === id)
    const point = which === 'first' ? points[0] : points.at(-1)
    if (point === undefined) throw new Error(`the state of ${id} was not measured`)
    return point
  }
  const wire = (id: string) => at(id, 'last').sentBytes + at(id, 'last').receivedBytes
  const server = at('server-session', 'last')
  return `A carried state ends where browsers drop the cookie: ${at('jwt', 'last').notesBytes} bytes of notes fit into a JWT (in steps of 250), ${at('cookie-session', 'last').notesBytes} into a signed cookie,
${at('cookie-session-encrypted', 'last').notesBytes} into an encrypted one. Full, each visit carries ${wire('jwt')} bytes both ways, ${wire('cookie-session')} and ${wire('cookie-session-encrypted')}, where a session has ${wire('server-session')},
whatever it holds. The server's work grows as well, as all of it is signed: from ${Math.round(at('jwt', 'first').visitMicros)} to ${Math.round(at('jwt', 'last').visitMicros)} µs with a JWT. A session goes on to
${server.notesBytes} bytes and takes ${Math.round(server.visitMicros)} µs then, as the whole state is read and written with each visit, and ${server.heapBytes} bytes of memory. The
other two keep nothing [of anyone](#what-is-kept-of-a-visitor).`
}

export function aboutSessions({ sessions }: Growth): string {
  const at = (store: string, count: number) => {
    const point = sessions.find((each) => each.store === store && each.sessions === count)
    if (point === undefined) throw new Error(`${count} sessions in ${store} were not measured`)
    return point
  }
  const few = (store: string) => at(store, 1000)
  const many = (store: string) => at(store, 1_000_000)
  const each = (store: string) => Math.round(many(store).bytes / 1_000_000)
  return `A million sessions (put into the store, three visits and a note in each) take ${Math.round(many('memory').bytes / 2 ** 20)} MiB in the memory of
the process, ${each('memory')} bytes each, and ${Math.round(many('Redis').bytes / 2 ** 20)} MiB in Redis, ${each('Redis')} bytes each. A \`GET /me\` takes ${few('memory').meMicros.toFixed(1)} µs among a thousand
and ${many('memory').meMicros.toFixed(1)} µs among a million in memory, ${few('Redis').meMicros.toFixed(1)} and ${many('Redis').meMicros.toFixed(1)} µs on Redis (10,000 of them ask in turn). So a store of a million
sessions is hardly slower to ask than one of a thousand; what it costs is that it has to be there ([stores](stores.md)).`
}

export function aboutHashing({ hashing, hashingBeside }: Growth): string {
  const usual = hashing.filter(({ mebibytes }) => mebibytes === 19)
  const told = usual
    .map(
      ({ cores, signInsPerSecond }) =>
        `${signInsPerSecond.toFixed(0)} on ${cores === 1 ? 'one core' : `${cores} cores`}`,
    )
    .join(' and ')
  const times = hashingBeside.map((each) => each.times)
  const [least, most] = [Math.min(...times).toFixed(1), Math.max(...times).toFixed(1)]
  return `At the cost that ASVS 5.0 asks for (19 MiB, two passes) a server takes ${told} in a second (measured with server-session): what a
sign-in costs is its hash, about in proportion to the memory that it takes once that is more than a few MiB. So the style of a
session is no matter to how many can sign in; cores are. Hashes are made on threads of their own, no more at once than there are
cores: beside ${SIGN_INS_PER_SECOND} sign-ins a second the slowest hundredth of the other requests takes ${least} to ${most} times as long.`
}

export function aboutKept({ kept }: Growth): string {
  const session = kept.find(({ id }) => id === 'server-session')
  const bytes = ((session?.moreBytes ?? 0) / (session?.signIns ?? 1)).toFixed(0)
  return `Visitors come once each, a tenth of them sign in, and nobody comes back. What the two whose state is carried show is the noise of a
heap, some 300 KiB either way: they keep nothing, however many come. A session that is kept costs ${bytes} bytes of heap for each who signed in;
of those who did not only the last 10,000 are kept.`
}
