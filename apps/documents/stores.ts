/** docs/stores.md: what is known of each store, and what the loads of test/apps/server-session/under-fault measured. */

import {
  type Figures,
  type MillionFigures,
  recorded,
  recordedMillion,
} from '../bench/stores/figures.ts'
import { MOST_RETURNING, MOST_SEEN_ONCE } from '../server-session/stores/strangers.ts'

interface Store {
  name: string
  started: string
  keeps: string
  survives: string
  cost: string
  choose: string
}

const STORES: Store[] = [
  {
    name: 'memory',
    started: '`STORE=memory`',
    keeps: 'a Map in the process, bounded by `MEMORY_STORE_MEBIBYTES`',
    survives: 'nothing: a restart signs everyone out',
    cost: 'no engine, no wait; the memory of the process',
    choose: 'to try things out; one instance, and nobody minds signing in again',
  },
  {
    name: 'files',
    started: '`STORE=file:DIR`',
    keeps: 'one JSON file for each session, in a folder for its own user alone',
    survives: 'restarts and crashes of the server',
    cost: 'a file read for each request, a write and a rename for each change',
    choose: 'one machine, few visitors, no engine to look after',
  },
  {
    name: 'MySQL, MariaDB',
    started: '`STORE=mysql://USER:PASSWORD@HOST:PORT/DATABASE`',
    keeps: 'one row for each session in the table `sessions`, made at the first start',
    survives: 'restarts and crashes of the server and of the database',
    cost: 'a round trip and a row for each read; each change is a transaction on disk',
    choose: 'several instances, where a MySQL is there anyway',
  },
  {
    name: 'Redis',
    started: '`STORE=redis://USER:PASSWORD@HOST:PORT`',
    keeps: 'one key for each session, `session:` and the hash of the id',
    survives:
      'crashes of the server; its own with `appendonly yes` (by default what came in the last second before a loss of power may go)',
    cost: 'a round trip in memory; set `maxmemory-policy noeviction`, or Redis itself pushes visitors out',
    choose: 'several instances; the usual choice',
  },
  {
    name: 'Redis Cluster',
    started: '`STORE=redis-cluster://HOST:PORT,HOST:PORT?wait=1`',
    keeps: 'the same keys, spread over the masters',
    survives: 'the loss of a master, once its replica has taken over',
    cost: 'the round trip; with `wait=1` one more to the replica, for each change',
    choose: 'more states than one Redis holds, or none of them may be lost with a machine',
  },
]

export function stores(notice: string): string {
  const figures = recorded()
  const [{ date, machine }] = figures as [Figures, ...Figures[]]
  const [million] = recordedMillion() as [MillionFigures, ...MillionFigures[]]
  return `${notice}

# Stores

server-session keeps its states in a store, and \`STORE\` says which. Each is one short file in
\`apps/server-session/stores/\`; around each stands the same guard, so that all hold the same contract: the id is
stored as a hash, a sign-out stays one, strangers push out only strangers
([decisions](decisions/stores.md)). The state's own times decide when it ends; what a store removes by itself it
only tidies up.

| store | how it is started | what it keeps where | what it survives | what it costs | when to choose it |
|---|---|---|---|---|---|
${STORES.map((store) => `| ${[store.name, store.started, store.keeps, store.survives, store.cost, store.choose].join(' | ')} |`).join('\n')}

TLS: \`rediss://\`, \`rediss-cluster://\`, and \`?ssl-mode=VERIFY_IDENTITY\` on \`mysql://\`; \`NODE_EXTRA_CA_CERTS\` names the
file of an authority of your own. The accounts (users, counts of failures, the index of sign-ins) are a database of their own:
a file that all instances on one machine share, or \`ACCOUNTS_URL=mysql://…\` for instances on several.

## What happens when something dies

Load: ${figures[0]?.perSecond} requests a second for ${figures[0]?.seconds} s, half of them writes, by 60 visitors who hold every answer against what
they were told before. Meanwhile the server is killed, and the engine is frozen, stopped, killed or slow. While it is away what
needs a state gets 503, and nothing else fails. In a folder that is read-only for a while what only reads is answered. A clock that
jumps by less than the idle time, ahead or back, changes nothing. The last three columns are of a whole load.
(${date}, ${machine}; taken with \`npm run measure:stores\`.)

| store | fault | away | refused meanwhile | last refusal after its return | slowest refusal | median answer | acknowledged and lost |
|---|---|---|---|---|---|---|---|
${figures.flatMap(rows).join('\n')}

A frozen engine is noticed after 0.4 s, by the request that waits for it; every other one is refused at once until the
engine answers a greeting again. The cluster is away until the replica has taken over (its node timeout here is
2 s); with \`wait=1\` the shard of the lost master takes no changes until that has a replica again. Without it Redis
says "done" before a replica has the change: a sign-out of the last moment may then be undone by the loss of a
master. Before the master is killed its replica is cut off for a second, so that there is something to lose.

A state that is damaged where it is kept (a file, a row or a value that is cut short, no JSON, or of another shape) makes
a stranger of its visitor, also under this load; nobody else notices, and the log holds nothing of it.

## A million sessions

Put in through the store, and then asked for over HTTP: the middle one of 1,000 requests and of 60 sign-ins, when
the store holds 1,000 sessions and when it holds a million. A sign-in is slow on purpose: most of its time is the
hash of the password. (${million.date}, ${million.machine}.)

| store | memory for each session | \`GET /me\` | among a million | | sign-in | among a million | |
|---|---|---|---|---|---|---|---|
${recordedMillion().map(millionRow).join('\n')}

Visitors who are not signed in have room for ${of(MOST_SEEN_ONCE)} who came once and ${of(MOST_RETURNING)} who came back, on each instance, and
push out only one another: a million of them sign nobody out. What has ended is dropped: by a sweep once a minute in
memory and in MySQL, each ten minutes in files, and by Redis itself.

\`npm run start:scaled\` runs two instances of each style behind nginx, their states in Redis; \`kill -USR2\` replaces the
instances one by one, and loses no request. With \`ACCOUNTS_URL=mysql://…\` they share no file.
`
}

function millionRow({ store, bytesEach, start, end }: MillionFigures): string {
  const pair = (what: 'me' | 'signIn') =>
    `${start[what].toFixed(2)} ms | ${end[what].toFixed(2)} ms | ${(end[what] / start[what]).toFixed(2)} times`
  return `| ${store} | ${bytesEach} bytes | ${pair('me')} | ${pair('signIn')} |`
}

const of = (count: number) => count.toLocaleString('en')

function rows({ store, faults, medianMs, slowestRefusalMs, lost }: Figures): string[] {
  return faults.map(
    ({ name, awayMs, refused, recoveryMs }) =>
      `| ${store} | ${name} | ${awayMs} ms | ${refused} | ${recoveryMs} ms | ${slowestRefusalMs} ms | ${medianMs} ms | ${lost} |`,
  )
}
