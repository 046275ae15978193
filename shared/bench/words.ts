/** What the figures mean for someone who chooses, in Markdown: docs/cost and the lab say it in the same words. */
import { type GrowthRecord, SIGN_INS_PER_SECOND } from './growth.ts'
import { ranking } from './ranking.ts'
import type { BenchRecord, Route } from './record.ts'

type Growth = Required<GrowthRecord>

/** A run of some subjects alone says nothing of the others. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured'
}

export function aboutFigures(bench: BenchRecord): string {
  return `Figures are CPU time of the server for
one request, all its threads; "over no auth" is what is left of the throughput of the same route, on Fastify, with no auth
at all: the median of ${bench.rounds} ratios, taken within a round each, with the sign test's interval of 95 %. ${bench.credentials.toLocaleString('en')} visitors ask in
turn. How it is measured, where the time goes, and what was done about it: [the bench](decisions/bench.md).`
}

/** What is asked for, before what came of it. */
export const LEADS = {
  visit: `\`GET /\`, signed in: it counts the visit, so the state changes and has to be kept.`,
  signIn: `\`POST /login\` with a hash of the least cost that argon2id has, or nothing but hashing would be seen; what hashing costs is
[below](#sign-ins-and-their-hashes).`,
  state: `Visitors write notes until no more fit.`,
  beside: `What a visitor notices: \`GET /me\`, 200 a second, alone and beside ${SIGN_INS_PER_SECOND} sign-ins a second.`,
  starts: `From the start of the process, already built, until it listens: a restart signs nobody out but where the memory of the process
is the store.`,
}

/** Of one subject on one route. */
function of(bench: BenchRecord, route: Route, id: string) {
  const found = ranking(bench, route).find(({ subject }) => subject.id === id)
  if (found === undefined) throw new NotMeasured(`${id} was not measured on ${route}`)
  return found
}

export function aboutMe(bench: BenchRecord): string {
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
in memory takes ${micros('server-session')} µs, on Redis ${micros('server-session-redis')} µs, on MariaDB ${micros('server-session-mysql')} µs, and in files ${micros('server-session-file')} µs. Who writes with each request is
better off with a carried state, as long as it is small; who writes seldom need not care.`
}

export function aboutSignIn(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'signIn', id).cpuMicros)
  return `${micros('jwt')} µs with a JWT, ${micros('cookie-session')} µs with a signed cookie, ${micros('server-session')} µs with a session: counts of failures are kept in the accounts'
database by all three, and server-session enters the sign-in into its index, so that it can be listed and ended. Beside the
25 ms of a password's hash at its real cost neither matters.`
}

export function aboutSignOut(bench: BenchRecord): string {
  const micros = (id: string) => Math.round(of(bench, 'signOut', id).cpuMicros)
  return `To clear a cookie takes ${micros('jwt')} µs (JWT) and ${micros('cookie-session')} µs (cookie-session), and leaves every copy good. To end the session takes
${micros('server-session')} µs, and a denylist that does the same for a JWT takes ${micros('jwt-denylist')} µs.`
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
  return `A carried state ends where browsers drop the cookie: ${at('jwt', 'last').notesBytes} bytes of notes fit into a JWT, ${at('cookie-session', 'last').notesBytes} into a signed cookie,
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
  return `A million sessions take ${Math.round(many('memory').bytes / 2 ** 20)} MiB in the memory of the process, ${each('memory')} bytes each, and ${Math.round(many('Redis').bytes / 2 ** 20)} MiB in Redis, ${each('Redis')} bytes each. A
\`GET /me\` takes ${few('memory').meMicros.toFixed(1)} µs among a thousand and ${many('memory').meMicros.toFixed(1)} µs among a million in memory (a million do not fit into the processor's
caches), ${few('Redis').meMicros.toFixed(1)} and ${many('Redis').meMicros.toFixed(1)} µs on Redis. That a store of sessions does not scale is not what this shows; that it has to be there is
another matter ([stores](stores.md)).`
}

export function aboutHashing({ hashing, hashingBeside }: Growth): string {
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

export function aboutKept({ kept }: Growth): string {
  const session = kept.find(({ id }) => id === 'server-session')
  const bytes = ((session?.moreBytes ?? 0) / (session?.signIns ?? 1)).toFixed(0)
  return `Visitors come once each, a tenth of them sign in, and nobody comes back. What the two whose state is carried show is
the noise of a heap. A session that is kept costs ${bytes} bytes of heap for each who signed in; of those who did not, only the last 10,000 are
kept.`
}
