/** The Node versions that this project names: in package.json, the workflow, the image and the dev container. */
import t from 'tap'
import { parse } from 'yaml'
import { source } from './sources.ts'

/** Node 20 ended in April 2026, and 22 ends in April 2027 (nodejs/Release, schedule.json). */
const MIN_IMAGE_NODE = 24

interface Workflow {
  jobs: {
    test: { strategy: { matrix: { node: number[] } }; steps: { run?: string; if?: string }[] }
  }
}

const workflow = parse(source('.github/workflows/ci.yml')) as Workflow
const { matrix } = workflow.jobs.test.strategy
const steps = workflow.jobs.test.steps

t.test('the workflow runs on each Node from the project’s floor on', async (t) => {
  t.strictSame(matrix.node, [20, 22, 24, 26])
  const { engines } = JSON.parse(source('package.json')) as { engines: { node: string } }
  t.equal(engines.node, '^20.19 || >=22.13')
  t.match(source('README.md'), 'needs Node 20.19, 22.13 or later')
})

t.test(
  'the image and the dev container are on a Node that is maintained, and that the workflow runs',
  async (t) => {
    const images = `${source('Dockerfile')}${source('.devcontainer/devcontainer.json')}`
    const found = [...images.matchAll(/\b(?:node|typescript-node):(\d+)/g)].map(([, node]) =>
      Number(node),
    )
    t.equal(found.length, 3, 'two stages of the image, and the dev container')
    t.equal(new Set(found).size, 1, 'all on the same')
    const [node = 0] = found
    t.ok(matrix.node.includes(node))
    t.ok(node >= MIN_IMAGE_NODE, `Node ${node} is maintained`)
  },
)

t.test('the workflow runs what .ci/run does, on every Node', async (t) => {
  const commands = source('.ci/run')
    .split('\n')
    .filter((line) => /^(npm|git) /.test(line))
  const run = steps.flatMap(({ run = '', if: condition }) =>
    condition === undefined ? run.split(' && ') : [],
  )
  for (const command of commands) t.ok(run.includes(command), command)
  for (const tool of ['zsh', 'redis-server', 'mariadb-server', 'nginx-light']) {
    t.match(run.join('\n'), tool)
    t.match(source('.ci/run'), tool)
  }
})
