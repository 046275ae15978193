/** The core profile: the mapping file from its schema, an example of one, three logins as they were judged. */
import { readFileSync } from 'node:fs'
import { coreCases } from '../../../shared/conformance/core/core-cases.ts'
import { CORE_MAP } from '../../../shared/conformance/core/map.ts'
import { readRecorded } from '../../examples/recorded.ts'
import { escaped, failureHead } from './cases.ts'

const DIRECTORY = 'apps/examples'
const EXAMPLES = {
  'express-session':
    'Express 5 with express-session, as the "User login" example of its README has it.',
  python: "A login on Python's standard library alone.",
  'better-auth': 'better-auth with its memory adapter: e-mail and password, all else by default.',
}

export function anyLogin(): string {
  return `## Any login: the core profile

The core profile judges a login that never heard of the contract, in any language. It needs a map: a small JSON file
that says how the login is used. Copy the one below and change what differs. Your browser's network panel shows it
all: the request that signs in, the answer to it, the cookies. Where the map does not fit, one sentence says which
member and what was seen instead.

This one is for the login example in the README of express-session:

\`\`\`json
${readFileSync(`${DIRECTORY}/express-session/map.json`, 'utf8').trimEnd()}
\`\`\`

Judged with it, the example loses a case of this group:

\`\`\`console
$ PORT=3051 node ${DIRECTORY}/express-session/server.mjs > /dev/null & servers+=(\${!})
$ until curl -s -o /dev/null localhost:3051; do sleep 0.1; done
$ map=${DIRECTORY}/express-session/map.json
$ npm run --silent conformance -- http://localhost:3051 --profile core --map $map --group core.cookies
http://localhost:3051  style unknown (core profile)

  group         pass  fail  not-applicable  not-judged  error
  core.cookies     4     1               ·           2      ·
  all              4     1               ·           2      ·

Failed:
${failureHead(coreCases, 'core.cookies.same-site')}
    looked at Set-Cookie connect.sid
    expected  SameSite=Lax or Strict
    saw       path=/; httponly

Not judged:
  core.cookies.secure: would be judged with the server's https address, or overHttps in the map
  core.cookies.prefix: would be judged with the server's https address, or overHttps in the map

Conforms in all 5 judged cases; 1 below MUST failed.
\`\`\`

### What a map holds

| member | | meaning |
|---|---|---|
${rows(CORE_MAP as object as Schema).join('\n')}

### Three logins, judged

${Object.entries(EXAMPLES).map(example).join('\n')}
[What a line costs](tutorial-programs.md) does the same with the small programs of tutorials.
`
}

interface Schema {
  readonly description?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** A row for each member, those within it after it, with its name as \`csrf.path\`. */
function rows({ properties = {}, required = [] }: Schema, within = ''): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${within}${name}`
    const need = required.includes(name) ? 'required' : ''
    const row = `| \`${path}\` | ${need} | ${escaped(schema.description ?? '')} |`
    const inner = schema.items?.properties === undefined ? schema : schema.items
    const inside = inner === schema ? `${path}.` : `${path}[].`
    return [row, ...rows(inner, inside)]
  })
}

function example([name, what]: [string, string]): string {
  const recorded = Object.entries(readRecorded(`${DIRECTORY}/${name}/verdicts.json`))
  const passed = recorded.filter(([, entry]) => entry === 'pass').length
  const others = recorded.flatMap(([id, entry]) => {
    return entry === 'pass' ? [] : [`| \`${id}\` | ${entry.verdict} | ${escaped(entry.because)} |`]
  })
  return `#### ${name}

${what} ${passed} of ${recorded.length} cases pass.

| case | verdict | why |
|---|---|---|
${others.join('\n')}
`
}
