/** docs/judge-your-own.md: the mapping file from its schema, the cases from the suite. */
import { readFileSync } from 'node:fs'
import { coreCases } from '../../shared/conformance/core/core-cases.ts'
import { CORE_MAP } from '../../shared/conformance/core/map.ts'
import { readRecorded } from '../conformance/examples/recorded.ts'

const DIRECTORY = 'test/conformance/examples'
const EXAMPLES = {
  'express-session':
    'Express 5 with express-session, as the "User login" example of its README has it.',
  python: "A login on Python's standard library alone.",
  'better-auth': 'better-auth with its memory adapter: e-mail and password, all else by default.',
}

export function judgeYourOwn(notice: string): string {
  return `${notice}

# Judge your own login

The core profile judges a login that never heard of the contract, in any language: sign-in, who am I, sign-out,
renewal, tampering, cookies, requests from other sites. It needs its URL, two users, and a map: a small JSON
file that says how the login is used.

## Five minutes

1. Start your server where nobody else uses it. The suite fails some hundred sign-ins, for both users and for
   names that nobody has, so that counters of failures fill up. Loopback is best: each case then has an address
   of its own.
2. Copy the map below and change what differs. Your browser's network panel shows it all: the request that signs
   in, the answer to it, the cookies.
3. \`npm run conformance -- http://localhost:3000 --profile core --map my-map.json\`

Where the map does not fit, one sentence says which member and what was seen instead, and the exit status is 2.
Otherwise each case gets a verdict: pass, fail, not applicable (your login does not have what it is about), or not
judged (it can't be seen from here, with what would allow it). A failed MUST makes the exit status 1. A MUST stands
for level 1 of OWASP ASVS 5.0, a SHOULD for levels 2 and 3.

\`--case core.sign-out.copy-dead\` and \`--group core.cookies\` run a part, \`--list --profile core\` names them all.

## A map

This one is for the login example in the README of express-session:

\`\`\`json
${readFileSync(`${DIRECTORY}/express-session/map.json`, 'utf8').trimEnd()}
\`\`\`

## What a map holds

| member | | meaning |
|---|---|---|
${rows(CORE_MAP as object as Schema).join('\n')}

## Three logins, judged

${Object.entries(EXAMPLES).map(example).join('\n')}
[What a line costs](tutorial-programs.md) does the same with the small programs of tutorials.

## The cases

| case | level | requirement | references |
|---|---|---|---|
${coreCases
  .map(({ id, level, requirement, references }) => {
    return `| \`${id}\` | ${level} | ${requirement} | ${references.join(', ')} |`
  })
  .join('\n')}
`
}

interface Schema {
  readonly description?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** A row for each member, those within it after it, with its name as `csrf.path`. */
function rows({ properties = {}, required = [] }: Schema, within = ''): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${within}${name}`
    const need = required.includes(name) ? 'required' : ''
    const row = `| \`${path}\` | ${need} | ${schema.description ?? ''} |`
    const inner = schema.items?.properties === undefined ? schema : schema.items
    const inside = inner === schema ? `${path}.` : `${path}[].`
    return [row, ...rows(inner, inside)]
  })
}

function example([name, what]: [string, string]): string {
  const recorded = Object.entries(readRecorded(`${DIRECTORY}/${name}/verdicts.json`))
  const passed = recorded.filter(([, entry]) => entry === 'pass').length
  const others = recorded.flatMap(([id, entry]) => {
    return entry === 'pass' ? [] : [`| \`${id}\` | ${entry.verdict} | ${entry.because} |`]
  })
  return `### ${name}

${what} ${passed} of ${recorded.length} cases pass.

| case | verdict | why |
|---|---|---|
${others.join('\n')}
`
}
