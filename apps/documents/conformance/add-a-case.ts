/** How a case comes about, by one that is there: its source as it stands, and a fault that it catches. */
import { readFileSync } from 'node:fs'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { failureHead } from './cases.ts'

const FILE = 'shared/conformance/cases/me/me.ts'
const ID = 'me.needs-sign-in'
const NAME = 'meCases'
const SOUND = 'apps/examples/sound/server-session.mjs'
/** What the fault leaves out of a route of the sound server. */
const GUARDED = 'TOLD.me, SIGNED_IN'

export function addACase(): string {
  if (!readFileSync(SOUND, 'utf8').includes(GUARDED)) throw new Error(`${SOUND} lacks ${GUARDED}`)
  return `## Add a case

A case is one thing that the contract asks, and how to see from outside whether a server does it. Here is \`${ID}\`,
from its rule to its first failure.

**1. The rule.** If [the contract](contract.md) does not say it, the contract comes first: a case asks for nothing that
a sound server may do otherwise.

**2. The case**, in the folder of its group, in the file of its subject, \`${FILE}\`:

\`\`\`ts
${sourceOf(ID)}
\`\`\`

It gets visitors that nobody else knows, each with a cookie jar that obeys a browser's rules. \`expect\` decides the
verdict, and says in each message what was looked at; \`given\` is for what has to hold before the question can be
asked. Passwords that the case makes up go through \`context.secret\`, and then no message shows them. A case that
expects nothing is an error, never a pass.

\`appliesTo\` tells why a server may not claim what the case is about, \`needs\` what has to be brought
([what a case may need](#what-a-case-may-need)). A case that changes the second user's password, or ends all of that
user's sign-ins, \`uses: 'second-user'\`: it then has that user to itself, and puts everything back. One that compares
times runs \`alone\`; one that waits for seconds is \`slow\`.

**3. The list.** A new file goes into \`shared/conformance/all-cases.ts\`, and a new group into
\`shared/conformance/groups.ts\`, with one sentence on what it is about:

\`\`\`ts
${linesOf('shared/conformance/all-cases.ts', NAME)}
\`\`\`

**4. A fault that it catches.** Nobody knows of a case that has never failed whether it can. Take what the case is about
out of a sound server, and it has to go red:

\`\`\`console
$ broken=$(mktemp -d)/broken.mjs
$ sed 's/${GUARDED}/${GUARDED.split(',')[0]}/' ${SOUND} > $broken
$ PORT=3052 node $broken > /dev/null 2>&1 & servers+=(\${!})
$ until curl -s -o /dev/null localhost:3052/about; do sleep 0.1; done
$ npm run --silent conformance -- http://localhost:3052 "\${users[@]}" --case ${ID}; echo "exit status $?"
http://localhost:3052  style server-session

  group  pass  fail  not-applicable  not-judged  error
  me        ·     1               ·           ·      ·
  all       ·     1               ·           ·      ·

Failed:
${failureHead(allCases, ID)}
    looked at GET /me for a stranger
    expected  status 401
    saw       status 500 "internal-error"

Does not conform: 1 of 1 judged cases fail a MUST.
exit status 1
\`\`\`

The fault stays: it goes into the group's folder of \`apps/faults/catalogue\`, as a patch to one of the three servers with the
case that has to catch it, and \`npm run faults\` names each case that no fault turned red ([faults](faults.md)). The cases of \`openapi\` have
theirs in \`apps/faults/openapi/faults.ts\`, where a proxy changes what a server says of itself.

**5. No false alarm.** The sound server still passes, and so do the three servers here, in \`npm test\`:

\`\`\`console
$ npm run --silent conformance -- http://localhost:3050 "\${users[@]}" --case ${ID} | tail -1
Conforms in all 1 judged cases.
$ kill "\${servers[@]}"
\`\`\`

**6. This document.** \`npm run docs\` writes the case into its table below; \`npm test\` fails until it is there.
`
}

/** The source of a case, as it stands in its file. */
function sourceOf(id: string): string {
  const source = readFileSync(FILE, 'utf8')
  const start = source.indexOf(`  {\n    id: '${id}',`)
  const end = source.indexOf('\n  },\n', start)
  if (start === -1 || end === -1) throw new Error(`${FILE} has no case ${id}`)
  return source.slice(start, end + '\n  },'.length).replaceAll(/^ {2}/gm, '')
}

/** The lines of a file that hold a name. */
function linesOf(file: string, name: string): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line.includes(name)).join('\n')
}
