/** docs/conformance.md: the suite, for whoever brings a server. */
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { Level } from '../../../shared/conformance/case.ts'
import { coreCases } from '../../../shared/conformance/core/core-cases.ts'
import { NEEDS } from '../../../shared/conformance/run/needs.ts'
import type { Verdict } from '../../../shared/conformance/run/runner.ts'
import { MEANINGS } from '../../../shared/conformance/run/verdicts.ts'
import { MOST_PACE, RUN_LIMIT_MINUTES } from '../../../shared/conformance/run/watch.ts'
import { PATIENCE } from '../../../shared/visitor/patience.ts'
import { ANSWER_LIMIT_BYTES, JOURNAL_LIMIT_BYTES } from '../../../shared/visitor/visitor.ts'
import { USAGE } from '../../conformance/arguments.ts'
import { addACase } from './add-a-case.ts'
import { anyLogin } from './any-login.ts'
import { escaped, groupsOf, levelsOf } from './cases.ts'

export function conformance(notice: string): string {
  return `${notice}

# Judge your own server

The conformance suite judges a server by its URL, whatever it is written in. It signs in, visits, tampers, guesses and
signs out as people, browsers and attackers do, and says of each case whether it holds, with the exchanges that show it.

| profile | judges | needs | cases |
|---|---|---|---|
| \`contract\` | a server that implements [the contract](contract.md) | its URL, two users | ${levelsOf(allCases)} |
| \`core\` | any login | its URL, two users, [a map](#any-login-the-core-profile) | ${levelsOf(coreCases)} |

[Five minutes](#five-minutes) · [Options](#options) · [Verdicts](#verdicts) · [What a run does to a
server](#what-a-run-does-to-a-server) · [What a case may need](#what-a-case-may-need) · [Reports](#reports) · [Any
login](#any-login-the-core-profile) · [Add a case](#add-a-case) · [Cases of the contract](#the-cases-of-the-contract) ·
[Core cases](#the-core-cases)

${FIVE_MINUTES}
## Options

\`\`\`text
${USAGE}
\`\`\`

## Verdicts

| verdict | meaning | exit status |
|---|---|---|
${Object.entries(STATUS).map(verdictRow).join('\n')}

Several servers are judged at once, each against its own declarations, and the worst status counts. It is 2 as well
where nothing could be judged: the address does not answer, a user is not let in, an option is wrong. One sentence then
says which.

### Levels

| level | |
|---|---|
${Object.entries(LEVELS)
  .map(([level, what]) => `| ${level} | ${what} |`)
  .join('\n')}

A case of the contract is a MUST for what the contract asks of every server, and a SHOULD for what it leaves to good
sense. A core case takes its level from OWASP ASVS 5.0: level 1 is a MUST, levels 2 and 3 are a SHOULD, and what is no
more than good to know is INFO.

${WHAT_A_RUN_DOES}
## What a case may need

A URL does not show everything (contract, rule 16). What can't be seen is not judged, and never counts as passed.

| need | would be judged with | cases |
|---|---|---|
${Object.entries(NEEDS)
  .map(([need, { wouldAllow }]) => needRow(need, wouldAllow))
  .join('\n')}

A case may also find out while it runs that it can't be seen here: where limits are too high to be reached, for one. The
report then says what would allow it. Times and limits are best made small in a second run:
\`IDLE_SECONDS=2 ABSOLUTE_SECONDS=5 SIGN_IN_FAILURES_ACCOUNT=40 npm run start:jwt\`.

## A server that hangs, drips or never ends

Nothing that a server does keeps a run for ever. What it does beyond these bounds is a failure of the case that met it,
or the end of the run, which says so:

| of | bound |
|---|---|
| the first questions, before any case | ${seconds(PATIENCE.startMs)} for an answer; then exit status 2 |
| an answer, whole | ${seconds(PATIENCE.answerMs)} |
| the same request, after ${PATIENCE.silences} silences | ${seconds(PATIENCE.promptMs)} |
| a server that answers nothing any more | ${seconds(PATIENCE.revivalMs)} to come back; then the run is given up |
| all that was waited for in vain, added up | ${seconds(PATIENCE.totalMs)} |
| a run | ${RUN_LIMIT_MINUTES} minutes; up to ${MOST_PACE} times that where a sign-in is slow |
| an answer's size | ${mebibytes(ANSWER_LIMIT_BYTES)} |
| all answers of a case | ${mebibytes(JOURNAL_LIMIT_BYTES)} |

## The same verdicts each time

A verdict that is another one tomorrow is worth nothing. 50 runs of 338 cases against the three servers, with a process
that does nothing but compute on each of two cores, gave the same verdicts each time (2026-11-26, 31 minutes, Node 20.20
on an AMD EPYC; from run 20 on other work came and went beside it). \`npm run steady\` does it again, and tells at once
which case comes out otherwise; \`npm run steady -- --runs 5\` takes three minutes.

${REPORTS}
${anyLogin()}
${addACase()}
## The cases of the contract

\`--case GROUP.NAME\` runs one, \`--group GROUP\` a group. \`--list\` names them all.

${groupsOf(allCases, '###')}
## The core cases

\`--profile core\` goes with each of these options, too.

${groupsOf(coreCases, '###')}`
}

const seconds = (milliseconds: number) => `${milliseconds / 1000} s`
const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MiB`

const STATUS: Readonly<Record<Verdict, string>> = {
  pass: '0',
  fail: '1 for a MUST',
  'not-applicable': '0',
  'not-judged': '0',
  error: '2',
}

const LEVELS: Readonly<Record<Level, string>> = {
  MUST: 'decides: a server conforms when every judged MUST passes',
  SHOULD: 'is reported beside it, and changes no exit status',
  INFO: 'is good to know',
}

function verdictRow([verdict, status]: [string, string]): string {
  const meaning = MEANINGS[verdict as Verdict]
  return `| ${verdict.replace('-', ' ')} | ${meaning} | ${status} |`
}

function needRow(need: string, wouldAllow: string): string {
  const those = allCases.filter(({ needs }) => (needs as readonly string[])?.includes(need))
  const ids = those.map(({ id }) => `\`${id}\``).join(', ')
  return `| ${need} | ${escaped(wouldAllow)} | ${ids} |`
}

const FIVE_MINUTES = `## Five minutes

Start your server where nobody else uses it, with two users that it lets in. On loopback (on Linux) each case has an
address of its own, so that failures which one counts are not in the way of another.

Here \`apps/examples/sound/server-session.mjs\` stands for it: the whole contract in one file, on nothing but Node. Name your
own users; without \`--user\` they are alice and bob of the servers here. What follows a \`$\` is for you to type, in bash or zsh,
in the root of this repository after \`npm ci\`. A test types all of it too, and compares the answers.

\`\`\`console
$ npm run --silent build
$ PORT=3050 node apps/examples/sound/server-session.mjs > /dev/null & servers=(\${!})
$ until curl -s -o /dev/null localhost:3050/about; do sleep 0.1; done
$ users=(--user bob:bob-the-builder --user alice:alice-in-wonderland)
$ npm run --silent conformance -- http://localhost:3050 "\${users[@]}" --group visits --group me
http://localhost:3050  style server-session

  group   pass  fail  not-applicable  not-judged  error
  visits     7     ·               ·           ·      ·
  me         4     ·               ·           ·      ·
  all       11     ·               ·           ·      ·

Conforms in all 11 judged cases.
\`\`\`

Without \`--group\` all cases run, in a minute or two. A server is judged by what it declares in \`GET /about\`: a style
that cannot revoke says so, and is not asked to. One that claims more than it does fails.

A login that was not built to the contract is judged by [a map of it](#any-login-the-core-profile).
`

const WHAT_A_RUN_DOES = `## What a run does to a server

By the contract it sends some 2,000 requests, among them 300 sign-ins that fail: for both users and for names that nobody
has, up to the limits that the server declares. By a map it is some hundred failures. Counters of failures fill up, so
that a second run from one address may have to wait for their window; on loopback it does not.

- It writes and deletes notes in the states of its own visitors.
- It changes the second user's password and puts it back, and ends all of that user's sign-ins. Two runs on one machine
  that have the same second user wait for each other.
- With \`--accounts\` it disables a user and changes a role, with \`--store\` it stops the store, and undoes each.
- It signs its visitors out at the end of each case, where the server keeps their states.
- Ctrl-C lets the cases under way come to their end and put back what they changed; a second one stops at once.
- A request waits for ten seconds at most, a case for 30 unless it is about time. No answer of over 8 MiB is read.

It connects to no host but the server's. It follows no redirect, unless a map says so, and then on this server alone.
`

const REPORTS = `## Reports

| option | writes |
|---|---|
| \`--json FILE\` | all that was found, for programs: verdicts, reasons, every exchange |
| \`--html FILE\` | one page that opens without a server: cases by servers, filters, and behind each verdict its exchanges, as they were on the wire and as curl |
| \`--junit FILE\` | JUnit XML, for what shows test results: one suite for each server; what is not applicable or not judged is skipped |
| \`--redact\` | any of them without passwords and credentials: to be shown to others |
| \`--against FILE\` | on the terminal, which cases are new, gone or judged otherwise than in an earlier \`--json\` |

Passwords and tokens are cut short in messages; in exchanges they are whole unless \`--redact\` is given.
`
