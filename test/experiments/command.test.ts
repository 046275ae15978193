import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ALL_EXPERIMENTS } from '../../shared/experiments/all-experiments.ts'
import { runProgram } from '../support/program.ts'

const compare = (...args: string[]) => runProgram('compare/command', {}, { args })

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
  t.match(stderr, /is no comparison written with --json\./)
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
  const json = join(t.testdir(), 'x.json')
  const PATH = join(t.testdir({}), 'nothing')
  const { status, stdout } = await runProgram(
    'compare/command',
    { PATH },
    {
      args: ['--only', 'ending.replay-after-sign-out', '--json', json],
    },
  )
  t.equal(status, 0)
  t.match(stdout, /Not run\n {2}server-session-redis: there is no redis-server here/)
  t.match(stdout, /10 as expected, 1 not run\.$/m)
  t.ok(existsSync(json))
})
