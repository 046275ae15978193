/** docs/cost.md: what the recorded bench measured, and what it means for someone who chooses. */
import { SIGN_INS_PER_SECOND } from '../../bench/growth/hashing-beside.ts'
import { ranking } from '../../bench/ranking.ts'
import type { BenchRecord } from '../../bench/record.ts'
import { type Recorded, recorded } from '../../bench/recorded.ts'
import type { Route } from '../../bench/standing.ts'
import { routeTable, table } from './tables.ts'

export function cost(notice: string): string {
  const bench = recorded('bench')
  const growth = recorded('growth')
  const { environment } = bench
  return `${notice}

# What it costs

\`npm run bench\` and \`npm run bench:growth\` measure it again. Recorded ${bench.date.slice(0, 10)} on ${environment.cores} cores of
${environment.cpu}, ${environment.memoryGibibytes} GiB, Node ${environment.node}, at commit ${environment.commit}. Figures are CPU time of the server for
one request, all its threads; "over no auth" is what is left of the throughput of the same route, on Fastify, with no auth
at all: the median of ${bench.rounds} ratios, taken within a round each, with the sign test's interval of 95 %. ${bench.credentials.toLocaleString('en')} visitors ask in
turn. How it is measured, where the time goes, and what was done about it: [the bench](decisions/bench.md).

[A signed-in request](#a-signed-in-request) · [A write](#a-write) · [Signing in](#signing-in) · [Signing out](#signing-out) · [As the state grows](#as-the-state-grows) · [As sessions grow](#as-sessions-grow) · [Sign-ins and their hashes](#sign-ins-and-their-hashes) · [What is kept of a visitor](#what-is-kept-of-a-visitor) · [A start](#a-start)

## A signed-in request

![Bars: microseconds of CPU for each signed-in GET /me, by server, up to 250](cost/me.svg)

${aboutMe(bench)}

${routeTable(bench, 'me')}

${marks(bench)}

Versions: ${Object.entries(environment.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.

## A write

\`GET /\`, signed in: it counts the visit, so the state changes and has to be kept.

${aboutVisit(bench)}

${routeTable(bench, 'visit')}

## Signing in

\`POST /login\` with a hash of the least cost that argon2id has, or nothing but hashing would be seen; what hashing costs is
[below](#sign-ins-and-their-hashes).

${aboutSignIn(bench)}

${routeTable(bench, 'signIn')}

## Signing out

${aboutSignOut(bench)}

${routeTable(bench, 'signOut')}

## As the state grows

Visitors write notes until no more fit.

${aboutState(growth)}

![Lines: bytes on the wire of a GET / by bytes of notes](cost/state-bytes.svg)

![Lines: CPU time of a GET / by bytes of notes, up to what a cookie holds](cost/state-time.svg)

![Lines: CPU time of a GET / by bytes of notes, up to what a store takes](cost/state-time-store.svg)

![Line: bytes of the server's heap for each visitor of server-session, by bytes of notes](cost/state-memory.svg)

## As sessions grow

${aboutSessions(growth)}

![Lines: CPU time of a GET /me by the number of sessions](cost/sessions-time.svg)

![Lines: memory by the number of sessions](cost/sessions-memory.svg)

## Sign-ins and their hashes

${aboutHashing(growth)}

![Lines: sign-ins a second by the memory that argon2id takes](cost/sign-ins.svg)

${table(
  ['argon2id, two passes', 'cores', 'sign-ins a second', 'p50 ms'],
  growth.hashing.map((each) => [
    `${each.mebibytes} MiB`,
    each.cores,
    each.signInsPerSecond.toFixed(0),
    each.p50Ms.toFixed(1),
  ]),
)}

What a visitor notices: \`GET /me\`, 200 a second, alone and beside ${SIGN_INS_PER_SECOND} sign-ins a second.

${table(
  ['', 'p50 ms', 'p99 ms', 'beside sign-ins: p50 ms', 'p99 ms', 'times the p99'],
  growth.hashingBeside.map((each) => [
    each.title,
    each.p50Ms.toFixed(2),
    each.p99Ms.toFixed(2),
    each.besideP50Ms.toFixed(2),
    each.besideP99Ms.toFixed(2),
    each.times.toFixed(1),
  ]),
)}

## What is kept of a visitor

${aboutKept(growth)}

${table(
  ['', 'visitors', 'of whom signed in', 'more heap afterwards', 'bytes for each'],
  growth.kept.map((each) => [
    each.title,
    each.visitors.toLocaleString('en'),
    each.signIns.toLocaleString('en'),
    `${Math.round(each.moreBytes / 1024).toLocaleString('en')} KiB`,
    (each.moreBytes / each.visitors).toFixed(1),
  ]),
)}

## A start

From the start of the process, already built, until it listens: a restart signs nobody out but where the memory of the process
is the store.

${table(
  ['', 'median', 'slowest of 11'],
  growth.starts.map(({ id, medianMs, slowestMs }) => [
    id,
    `${Math.round(medianMs)} ms`,
    `${Math.round(slowestMs)} ms`,
  ]),
)}
`
}

/** Of one subject on one route. */
function of(bench: BenchRecord, route: Route, id: string) {
  const found = ranking(bench, route).find(({ subject }) => subject.id === id)
  if (found === undefined) throw new Error(`${id} was not measured on ${route}`)
  return found
}

function aboutMe(bench: BenchRecord): string {
  const micros = (id: string) => of(bench, 'me', id).cpuMicros
  const more = (id: string) => Math.round(micros(id) - micros('no-auth-fastify'))
  const times = (peer: string, own: string) => (micros(peer) / micros(own)).toFixed(1)
  return `To know who someone is takes ${more('jwt')} µs more with a JWT, ${more('cookie-session')} µs with a signed cookie and
${more('server-session')} µs with a session in memory: differences that no visitor notices and that no choice should be made by. A store
apart from the process costs more than all of them: ${more('server-session-redis')} µs on Redis, without what Redis itself takes. What the framework
takes is more: the same libraries on Express, tuned, take ${times('jsonwebtoken.tuned', 'jwt')} times (jsonwebtoken), ${times('cookie-session.tuned', 'cookie-session')} times (cookie-session) and
${times('express-session.tuned', 'server-session')} times as long (express-session). The column that caches verified tokens shows what all the checking is worth, and
is no advice: a key that was taken away reaches nobody who was seen before.`
}

function marks({ subjects }: BenchRecord): string {
  const lines = subjects.flatMap(({ title, judgement }) =>
    judgement === undefined || judgement.fails.length === 0
      ? []
      : [`\\* ${title}: not ranked, fails ${judgement.fails.join(', ')} of the core profile.`],
  )
  return lines.length === 0 ? 'Every peer passed the core profile.' : lines.join('\n')
}

function aboutVisit(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'visit', id).cpuMicros)
  return `A client that carries its state is given a new one, signed: ${micros('jwt')} µs in all with a JWT, ${micros('cookie-session')} µs with a signed cookie. A session
in memory takes ${micros('server-session')} µs, on Redis ${micros('server-session-redis')} µs, on MariaDB ${micros('server-session-mysql')} µs, and in files ${micros('server-session-file')} µs. Who writes with each request is
better off with a carried state, as long as it is small; who writes seldom need not care.`
}

function aboutSignIn(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'signIn', id).cpuMicros)
  return `${micros('jwt')} µs with a JWT, ${micros('cookie-session')} µs with a signed cookie, ${micros('server-session')} µs with a session: counts of failures are kept in the accounts'
database by all three, and server-session enters the sign-in into its index, so that it can be listed and ended. Beside the
25 ms of a password's hash at its real cost neither matters.`
}

function aboutSignOut(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'signOut', id).cpuMicros)
  return `To clear a cookie takes ${micros('jwt')} µs (JWT) and ${micros('cookie-session')} µs (cookie-session), and leaves every copy good. To end the session takes
${micros('server-session')} µs, and a denylist that does the same for a JWT takes ${micros('jwt-denylist')} µs.`
}

function aboutState({ state }: Recorded['growth']): string {
  const at = (id: string, which: 'first' | 'last') => {
    const points = state.filter((point) => point.id === id)
    const point = which === 'first' ? points[0] : points.at(-1)
    if (point === undefined) throw new Error(`the state of ${id} was not measured`)
    return point
  }
  const wire = (id: string) => at(id, 'last').sentBytes + at(id, 'last').receivedBytes
  const server = at('server-session', 'last')
  return `A carried state ends where browsers drop the cookie: ${at('jwt', 'last').notesBytes} bytes of notes fit into a JWT, ${at('cookie-session', 'last').notesBytes} into a signed cookie,
${at('cookie-session-encrypted', 'last').notesBytes} into an encrypted one. Full, each visit carries ${wire('jwt')} bytes both ways, ${wire('cookie-session')} and ${wire('cookie-session-encrypted')}, where a session has ${wire('server-session')},
whatever it holds. The server's work grows as well, as all of it is signed: from ${Math.round(at('jwt', 'first').visitMicros)} to ${Math.round(at('jwt', 'last').visitMicros)} µs with a JWT. A session goes on to
${server.notesBytes} bytes and takes ${Math.round(server.visitMicros)} µs then, as the whole state is read and written with each visit, and ${server.heapBytes} bytes of memory. The
other two keep nothing [of anyone](#what-is-kept-of-a-visitor).`
}

function aboutSessions({ sessions }: Recorded['growth']): string {
  const at = (store: string, count: number) => {
    const point = sessions.find((each) => each.store === store && each.sessions === count)
    if (point === undefined) throw new Error(`${count} sessions in ${store} were not measured`)
    return point
  }
  const few = (store: string) => at(store, 1000)
  const many = (store: string) => at(store, 1_000_000)
  const each = (store: string) => Math.round(many(store).bytes / 1_000_000)
  return `A million sessions take ${Math.round(many('memory').bytes / 2 ** 20)} MiB in the memory of the process, ${each('memory')} bytes each, and ${Math.round(many('Redis').bytes / 2 ** 20)} MiB in Redis, ${each('Redis')} bytes each. A
\`GET /me\` takes ${few('memory').meMicros.toFixed(1)} µs among a thousand and ${many('memory').meMicros.toFixed(1)} µs among a million in memory (a million do not fit into the processor's
caches), ${few('Redis').meMicros.toFixed(1)} and ${many('Redis').meMicros.toFixed(1)} µs on Redis. That a store of sessions does not scale is not what this shows; that it has to be there is
another matter ([stores](stores.md)).`
}

function aboutHashing({ hashing, hashingBeside }: Recorded['growth']): string {
  const usual = hashing.filter(({ mebibytes }) => mebibytes === 19)
  const told = usual
    .map(
      ({ cores, signInsPerSecond }) =>
        `${signInsPerSecond.toFixed(0)} on ${cores === 1 ? 'one core' : `${cores} cores`}`,
    )
    .join(' and ')
  const worst = Math.max(...hashingBeside.map(({ times }) => times))
  return `At the cost that ASVS 5.0 asks for (19 MiB, two passes) a server takes ${told} in a second, in any style: what a sign-in
costs is its hash, and twice the memory is half the sign-ins. Hashes are made on threads of their own, no more at once than
there are cores: beside them the slowest hundredth of the other requests takes at most ${worst.toFixed(1)} times as long.`
}

function aboutKept({ kept }: Recorded['growth']): string {
  const session = kept.find(({ id }) => id === 'server-session')
  const bytes = ((session?.moreBytes ?? 0) / (session?.signIns ?? 1)).toFixed(0)
  return `Visitors come once each, a tenth of them sign in, and nobody comes back. What the two whose state is carried show is
the noise of a heap. A session that is kept costs ${bytes} bytes of heap for each who signed in; of those who did not, only the last 10,000 are
kept.`
}
