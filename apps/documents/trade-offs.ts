/** docs/trade-offs.md: what differs between the styles, from a recorded run of all experiments. */
import { STYLES } from '../../shared/styles.ts'
import { ALL_EXPERIMENTS } from '../experiments/all-experiments.ts'
import { COLUMNS } from '../experiments/columns.ts'
import { expectedAt, tellsApart } from '../experiments/expected.ts'
import { type Experiment, groupOf } from '../experiments/experiment.ts'
import { NEEDS, type Need } from '../experiments/guide.ts'
import { type Asked, type Costs, countCosts } from '../experiments/recorded/costs.ts'
import {
  type Recorded,
  type RecordedCell,
  recorded,
  TOLD_COLUMN,
} from '../experiments/recorded/recorded.ts'
import { timeUntilTable } from './time-until.ts'

/** In the order of ALL_EXPERIMENTS. */
const GROUPS: Readonly<Record<string, string>> = {
  ending: 'Ending a sign-in',
  integrity: 'Integrity',
  growth: 'Growth and cost',
  instances: 'Several instances',
  faults: 'When something dies',
  concurrency: 'At the same moment',
  privacy: 'Privacy',
  reach: 'Reach',
}

export async function tradeOffs(notice: string): Promise<string> {
  const run = recorded()
  const costs = await countCosts()
  const [apart, alike] = split(ALL_EXPERIMENTS, tellsApart)
  const columns = run.columns.filter(({ id, basedOn }) => id !== basedOn)
  return `${notice}

# Trade-offs

Each line below is an experiment on running servers: \`npm run compare\` runs all of them again and fails where a
verdict is another than the one written down, better or worse. ${ALL_EXPERIMENTS.length} experiments at
${run.columns.length} columns: the three pure styles, and ${columns.length} that are built on one of them
(${columns.map(({ id, settings }) => `${id}${settingsOf(settings)}`).join(', ')}; [remedies](decisions/remedies.md)).
Recorded ${run.madeAt.slice(0, 10)} on ${run.machine}.
Ten runs one after the other, on 2026-11-26, came to the same 902 verdicts each time: none of them is chance. With each
experiment's control, in which the verdict must come out the other way, it is \`npm run test:experiments\`.

[Which one?](#which-one) · [The matrix](#the-matrix) · [How long it takes](#how-long-until-it-holds) · [What it costs](#what-a-remedy-costs) · [Surprises](#surprises) · [No difference](#no-difference) · ${Object.entries(
    GROUPS,
  )
    .map(([, title]) => `[${title}](#${anchor(title)})`)
    .join(' · ')}

## Which one?

Begin with what you need. A style is left when it does not meet the need, or is mended with the remedy named.

| I need | as it is | with a remedy | think of | shown by |
|---|---|---|---|---|
${NEEDS.map((need) => needRow(need, run)).join('\n')}

Several needs: the column that is in each of their lines. None of them: the style whose code you like best; the
[contract](contract.md) is the same.

## The matrix

A remedy is named where its verdict is another than that of the style it is built on.

| | ${STYLES.join(' | ')} | built on them, where it differs |
|---|---|---|---|---|
${ALL_EXPERIMENTS.map((each) => matrixRow(each, run)).join('\n')}

## How long until it holds

For a thief who has every cookie and does what keeps him in longest: visits, and refreshes; or only reads. By the
idle, the absolute and the access time of the settings; in brackets what was measured with 4 s, 8 s and 2 s.

${timeUntilTable(run)}

## What a remedy costs

What the accounts' database is asked, as reads and writes, counted on an app with an account signed in; the
\`Cookie\` header of \`GET /me\` right after the sign-in; lines of code without comments. What \`STORE\` is asked comes
on top for server-session. While the database is away, what has to ask it answers 503 \`store-unavailable\`.

| | \`GET /me\` | \`GET /\` | \`POST /logout\` | \`POST /refresh\` | cookies | lines |
|---|---|---|---|---|---|---|
${costs.map(costRow).join('\n')}

## Surprises

Where a run contradicted what people say, or what was expected before it.

${surprises()}

## No difference

What people argue about, and no column was told from another by: ${alike.map(({ id }) => link(id)).join(', ') || 'nothing'}.
${apart.length} others tell columns apart.

${Object.entries(GROUPS)
  .map(([group, title]) => section(group, title, run))
  .join('\n')}`
}

function needRow({ need, met, advice }: Need, run: Recorded): string {
  const fitting = run.columns.filter(({ id }) =>
    met.every(([experiment, ...verdicts]) => {
      return verdicts.includes(cellOf(run, experiment, id)?.verdict ?? '')
    }),
  )
  const [pure, built] = split(fitting, ({ id, basedOn }) => id === basedOn)
  // What is built on a style that meets the need anyway is no remedy for it.
  const remedies = built.filter(({ basedOn }) => !pure.some(({ id }) => id === basedOn))
  const names = (columns: readonly { id: string }[]) =>
    columns.map(({ id }) => id).join(', ') || 'none'
  const shown = met.map(([experiment]) => link(experiment)).join(', ')
  return `| ${need} | ${names(pure)} | ${names(remedies)} | ${advice} | ${shown} |`
}

function matrixRow(each: Experiment, run: Recorded): string {
  const pure = STYLES.map((id) => cellOf(run, each.id, id)?.verdict ?? 'not run')
  return `| ${link(each.id)} | ${pure.join(' | ')} | ${others(each, run).join('<br>')} |`
}

/** The columns that came out otherwise than the style they are built on, by verdict. */
function others({ id }: Experiment, run: Recorded): string[] {
  const different = run.columns.filter((column) => {
    const verdict = cellOf(run, id, column.id)?.verdict
    return verdict !== cellOf(run, id, column.basedOn)?.verdict
  })
  return different.map((column) => `${column.id}: ${cellOf(run, id, column.id)?.verdict}`)
}

function costRow({ column, me, visit, signOut, refresh, cookieBytes, linesOfCode }: Costs): string {
  const counts = [me, visit, signOut, refresh].map(counted)
  return `| ${column.id} | ${counts.join(' | ')} | ${cookieBytes} bytes | ${linesOfCode || ''} |`
}

function counted(asked: Asked | undefined): string {
  if (asked === undefined) return ''
  const { reads, writes } = asked
  return reads + writes === 0 ? 'none' : `${reads} + ${writes}`
}

function surprises(): string {
  const those = ALL_EXPERIMENTS.filter(({ surprise }) => surprise !== undefined)
  return (
    those
      .map(
        ({ id, claim, surprise }) =>
          `- ${link(id)}. It is said: "${claim.text}" (${claim.by}). ${surprise}`,
      )
      .join('\n') || 'None.'
  )
}

function section(group: string, title: string, run: Recorded): string {
  const those = ALL_EXPERIMENTS.filter((each) => groupOf(each) === group)
  return `## ${title}\n\n${those.map((each) => entry(each, run)).join('\n')}`
}

function entry(each: Experiment, run: Recorded): string {
  const { id, question, claim, references, steps, control, verdicts, surprise, advice } = each
  const words = Object.entries(verdicts).map(([word, meaning]) => `\`${word}\` (${meaning})`)
  return `### ${id}

**${question}** It is said: "${claim.text}" (${claim.by}). ${references.join(', ')}.

What was done: ${steps.join(' ')} What could be seen: ${words.join(', ')}. Control: ${control.changed}
Then it is \`${control.verdict}\`.

| column | seen | why |
|---|---|---|
${rowsOf(each, run).join('\n')}
${seenAt(cellOf(run, id, TOLD_COLUMN))}${surprise ? `\nSurprise: ${surprise}\n` : ''}${advice ? `\nWhat to do: ${advice}\n` : ''}`
}

/** The pure styles, and whatever has an expectation of its own. */
function rowsOf(each: Experiment, run: Recorded): string[] {
  return COLUMNS.flatMap((column) => {
    const { id, basedOn } = column
    if (id !== basedOn && each.expected[id] === undefined) return []
    const [, why] = expectedAt(each, column)
    const cell = cellOf(run, each.id, id)
    const figures = Object.entries(cell?.figures ?? {}).map(([name, value]) => `${name} ${value}`)
    return [`| ${id} | ${[`\`${cell?.verdict ?? 'not run'}\``, ...figures].join(', ')} | ${why} |`]
  })
}

/** What an example of the evidence says; the exchanges are behind the cells of `npm run compare -- --html`. */
function seenAt(cell: RecordedCell | undefined): string {
  const { seen = [] } = cell ?? {}
  return seen.length === 0 ? '' : `\nAt ${TOLD_COLUMN}: ${seen.join(' ')}\n`
}

function cellOf(run: Recorded, experiment: string, column: string): RecordedCell | undefined {
  const found = run.experiments.find(({ id }) => id === experiment)
  return found?.cells.find((cell) => cell.column === column)
}

function settingsOf(settings: Record<string, string>): string {
  const text = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return text.length === 0 ? '' : ` (\`${text.join(' ')}\`)`
}

function link(id: string): string {
  return `[${id}](#${anchor(id)})`
}

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')
}

function split<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))]
}
