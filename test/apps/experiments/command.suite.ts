import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ALL_EXPERIMENTS } from '../../../apps/experiments/all-experiments.ts'
import { changesSince } from '../../../apps/experiments/reports/against.ts'
import type { Comparison } from '../../../apps/experiments/reports/record.ts'
import { runProgram } from '../../support/program.ts'

const compare = (...args: string[]) => runProgram('experiments/command', {}, { args })

t.test(
  'an experiment that there is not: the nearest one is named, and nothing is started',
  async (t) => {
    const { status, stdout, stderr } = await compare('--only', 'ending.replay-after-signout')
    t.equal(status, 2)
    t.equal(stdout, '')
    t.match(
      stderr,
      /^There is no experiment or group "ending\.replay-after-signout"; did you mean "ending\.replay-after-sign-out"\?\n/,
    )
  },
)

t.test('an option that there is not', async (t) => {
  const { status, stderr } = await compare('--frobnicate')
  t.equal(status, 2)
  t.match(stderr, /--frobnicate.*\n\nnpm run compare/s)
})

t.test('--against a file that is no comparison is known before anything runs', async (t) => {
  const path = join(t.testdir(), 'x.json')
  writeFileSync(path, '{"version": 1}')
  const { status, stderr } = await compare('--against', path)
  t.equal(status, 2)
  t.match(stderr, /is not a report that this command wrote with --json\./)
})

t.test('a file that cannot be written is known before anything runs', async (t) => {
  const path = join(t.testdir(), 'not-there', 'x.html')
  const { status, stderr } = await compare('--html', path)
  t.equal(status, 2)
  t.match(stderr, `--html ${path} cannot be written.`)
})

t.test('--list names each, an id a line', async (t) => {
  const { status, stdout } = await compare('--list')
  t.equal(status, 0)
  t.strictSame(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
    ALL_EXPERIMENTS.map(({ id }) => id),
  )
})

t.test('without redis-server that column is not run, and what is written says so', async (t) => {
  const folder = t.testdir()
  for (const name of ['env', 'sh']) symlinkSync(`/usr/bin/${name}`, join(folder, name))
  const json = join(folder, 'x.json')
  const args = ['--only', 'ending.replay-after-sign-out', '--json', json]
  const { status, stdout } = await runProgram('experiments/command', { PATH: folder }, { args })
  t.equal(status, 0)
  t.match(stdout, /Not run\n {2}server-session-redis: there is no redis-server here/)
  t.match(stdout, /10 as expected, 1 not run\.$/m)
  const { experiments } = JSON.parse(readFileSync(json, 'utf8')) as Comparison
  const redis = experiments[0]?.cells.find(({ column }) => column === 'server-session-redis')
  t.match(redis, { standing: 'not-run', verdict: null, reason: /redis-server/ })
})

t.test('against an earlier one it tells what is added, gone and changed', async (t) => {
  const cell = (column: string, verdict: string | null) => ({
    column,
    verdict,
    standing: 'not-run',
  })
  const of = (...cells: object[]) => ({ experiments: [{ id: 'x.y', cells }] }) as Comparison
  const before = of(cell('a', 'in'), cell('b', 'in'), cell('c', 'in'))
  const now = of(cell('b', 'out'), cell('c', null), cell('d', 'in'))
  t.equal(
    changesSince(before, now),
    [
      'Changed since then:',
      '  changed  x.y at b  in -> out',
      '  changed  x.y at c  in -> not run',
      '  added    x.y at d  in',
      '  gone     x.y at a  in',
    ].join('\n'),
  )
  t.equal(changesSince(now, now), 'Nothing changed since then.')
})
