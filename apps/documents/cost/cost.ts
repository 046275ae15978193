/** docs/cost.md: what the recorded bench measured, and what it means for someone who chooses. */
import { recorded } from '../../bench/figures/recorded.ts'
import { besideTable, hashingTable, keptTable, startsTable } from '../../bench/figures/tables.ts'
import {
  aboutFigures,
  aboutHashing,
  aboutKept,
  aboutMe,
  aboutSessions,
  aboutSignIn,
  aboutSignOut,
  aboutState,
  aboutVisit,
  LEADS,
  marks,
  recordedOn,
} from '../../bench/figures/words.ts'
import { routeTable, table } from './tables.ts'

export function cost(notice: string): string {
  const bench = recorded('bench')
  const growth = recorded('growth')
  const { environment } = bench
  return `${notice}

# What it costs

**In short**: a request costs a little more or less by the style, and a password's hash makes all of that small. What grows
tells them apart: a state that is carried is paid for on each request and ends at some 2,500 bytes; a session costs a store. So
choose by what has to be ended, and where ([which one?](trade-offs.md#which-one)), not by speed.

The requests were recorded ${recordedOn(bench)};
what grows, ${recordedOn(growth)}. \`npm run bench\` and
\`npm run bench:growth\` measure it again.

${aboutFigures(bench)}

[A signed-in request](#a-signed-in-request) · [A write](#a-write) · [Signing in](#signing-in) · [Signing out](#signing-out) · [As the state grows](#as-the-state-grows) · [As sessions grow](#as-sessions-grow) · [Sign-ins and their hashes](#sign-ins-and-their-hashes) · [What is kept of a visitor](#what-is-kept-of-a-visitor) · [A start](#a-start)

## A signed-in request

![Bars: microseconds of CPU for each signed-in GET /me, by server, up to 250](cost/me.svg)

${aboutMe(bench)}

${routeTable(bench, 'me')}

${marks(bench)}

Versions: ${Object.entries(environment.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}; ${environment.engines.join('; ')}.

## A write

${LEADS.visit}

${aboutVisit(bench)}

${routeTable(bench, 'visit')}

## Signing in

${LEADS.signIn}

${aboutSignIn(bench)}

${routeTable(bench, 'signIn')}

## Signing out

${aboutSignOut(bench)}

${routeTable(bench, 'signOut')}

## As the state grows

${LEADS.state}

${aboutState(growth)}

![Lines: bytes on the wire of a GET / by bytes of notes](cost/state-bytes.svg)

![Lines: CPU time of a GET / by bytes of notes, up to what a cookie holds](cost/state-time.svg)

![Lines: CPU time of a GET /me, which reads alone, by bytes of notes](cost/state-me.svg)

![Lines: CPU time of a GET / by bytes of notes, up to what a store takes](cost/state-time-store.svg)

![Line: bytes of the server's heap for each visitor of server-session, by bytes of notes](cost/state-memory.svg)

## As sessions grow

${aboutSessions(growth)}

![Lines: CPU time of a GET /me by the number of sessions](cost/sessions-time.svg)

![Lines: memory by the number of sessions](cost/sessions-memory.svg)

## Sign-ins and their hashes

${aboutHashing(growth)}

![Lines: sign-ins a second by the memory that argon2id takes](cost/sign-ins.svg)

${table(hashingTable(growth))}

${LEADS.beside}

${table(besideTable(growth))}

## What is kept of a visitor

${aboutKept(growth)}

${table(keptTable(growth))}

## A start

${LEADS.starts}

${table(startsTable(growth))}
`
}
