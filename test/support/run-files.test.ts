import { fileURLToPath } from 'node:url'
import t from 'tap'
import { NODE } from './node.ts'
import { run } from './run.ts'

t.test(
  'the last lines of a red run tell the test, what was expected, and how to run it',
  async (t) => {
    const path = fileURLToPath(new URL('./failing/run.js', import.meta.url))
    const [command, ...args] = NODE
    const { status, stderr } = await run(command, [...args, '--enable-source-maps', path])
    t.equal(status, 1)
    t.equal(
      stderr.trim(),
      `FAILED TAP > support/failing/fails.fixture.js > sums > a wrong sum
  at test/support/failing/fails.fixture.ts:5
  --- expected
  +++ actual
  @@ -1,1 +1,1 @@
  -3
  +2
  Run it alone: npm run tap -- dist/test/support/failing/fails.fixture.js`,
    )
  },
)
