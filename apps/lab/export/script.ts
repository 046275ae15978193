/**
 * A session as a script for bash: each request as one curl, each browser's cookies as a jar of curl's. A jar is a
 * file, so what a thief does is a copy, and to go back to an older cookie is to put an older file in its place.
 */
import { quoted } from '../../../shared/reports/curl.ts'
import { STYLES } from '../../../shared/styles.ts'
import { DECLARED } from '../../styles.ts'
import { OUTSIDE, startedWith } from './outside.ts'
import { columnLines, variableOf } from './script-column.ts'
import { hasOtherChoice, type Session, type Step, type StepColumn } from './session.ts'

const FUNCTIONS = String.raw`# Cookies as curl keeps them, one file for each browser: "now", and as they were after each step.
JARS=$(mktemp -d) || exit 1
trap 'rm -rf "$JARS"' EXIT
mkdir "$JARS/now"
for style in ${STYLES.join(' ')}; do : >"$JARS/now/$style.you"; done

# For every request; after each answer come its status and its address.
ASK=(--silent --show-error --max-time 30 --header 'Accept: application/json'
  --write-out '\n%{http_code} %{url_effective}\n')

keep() { cp -r "$JARS/now" "$JARS/after-$1"; }
put_back() { cp "$JARS/after-$1/$2.you" "$JARS/now/$2.you"; }
steal() { cp "$JARS/now/$1.you" "$JARS/now/$1.thief"; }

# In a jar, which is lines of seven fields: gives the cookie $2 the value $3.
set_cookie() {
  VALUE=$3 awk -F '\t' -v OFS='\t' -v name="$2" '
    $6 == name { $7 = ENVIRON["VALUE"] } { print }' "$1" >"$1.new" && mv "$1.new" "$1"
}

# Half the alphabet away, at its first letter or digit.
change_a_byte() {
  awk -F '\t' -v OFS='\t' -v name="$2" '
    BEGIN { letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" }
    $6 == name && match($7, /[A-Za-z0-9]/) {
      other = substr(letters, (index(letters, substr($7, RSTART, 1)) + 30) % 62 + 1, 1)
      $7 = substr($7, 1, RSTART - 1) other substr($7, RSTART + 1)
    }
    { print }' "$1" >"$1.new" && mv "$1.new" "$1"
}

repeated() { printf "%$2s" '' | tr ' ' "$1"; }
step() { printf '\n== %s\n' "$1"; }

# What nobody does by asking a server. At a terminal it waits until you have done it.
outside() {
  printf -- '-- %s\n' "$1"
  if [ -t 0 ]; then read -r -p '   Then press Enter. '; fi
}
`

export function asScript({ steps, madeAt, choice }: Session): string {
  const dropped = (steps[0]?.number ?? 1) - 1
  const known = new Set(steps.map(({ number }) => number))
  return `#!/usr/bin/env bash
# Three ways to remember: what was played on ${madeAt.slice(0, 10)}, as curl commands. It needs bash and curl.
# Start three servers, and run it: bash THIS-FILE
#   ${startedWith(steps[0]?.choice ?? choice)}
# Servers elsewhere: JWT=http://localhost:4001 bash THIS-FILE
${dropped > 0 ? `# The first ${dropped} steps are not kept any more: what follows may be missing cookies of theirs.\n` : ''}set -u
${DECLARED.map(({ name, port }) => {
  return `${variableOf(name)}=\${${variableOf(name)}:-http://localhost:${port}}`
}).join('\n')}

${FUNCTIONS}${steps.map((step, index) => stepLines(step, steps[index - 1], known)).join('')}`
}

const OTHER_INSTANCE =
  '# At the lab this went to the second of two instances, which have the same secrets and accounts.'

function isAtOther({ frame, done }: StepColumn): boolean {
  return frame.instance === 2 && done.request !== null
}

function stepLines(step: Step, before: Step | undefined, known: ReadonlySet<number>): string {
  const by = step.who === 'thief' ? ' (the thief)' : ''
  const action = step.columns[0]?.done.action
  const told = action === undefined ? undefined : OUTSIDE[action]
  return [
    '',
    ...(hasOtherChoice(step, before)
      ? [`outside ${quoted(`Stop the servers, and start them again: ${startedWith(step.choice)}`)}`]
      : []),
    `step ${quoted(`${step.number}. ${step.title}${by}`)}`,
    ...(told === undefined ? [] : [`outside ${quoted(told)}`]),
    ...(step.columns.some(isAtOther) ? [OTHER_INSTANCE] : []),
    ...step.columns.flatMap((column) => columnLines(column, known)),
    `keep ${step.number}`,
    '',
  ].join('\n')
}
