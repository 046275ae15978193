/** `npm ci --omit=dev` must bring all that runs: the servers, the suite that judges others, the experiments, the lab. */
import { builtinModules } from 'node:module'
import t from 'tap'
import { imports, source, sources } from './sources.ts'

const { dependencies } = JSON.parse(source('package.json')) as { dependencies: object }

/** Built by Vite before anything runs: what it imports is in what Vite made of it. */
const BUNDLED = 'apps/lab/page/'
/** What only those who work on the project run; it may take development packages. */
const DEVELOPMENT = [
  'apps/bench/',
  'apps/documents/',
  'apps/examples/',
  'apps/inject-app.ts',
  'apps/experiments/recorded/',
  'apps/faults/',
  'apps/steady/',
]
/** Types alone, and what is loaded on first use: who has no development packages can try no faults (docs/decisions/lab). */
const TRIES_FAULTS = 'apps/lab/conformance/fault'

t.test('what apps and shared import is among the dependencies', async (t) => {
  const files = [...sources('apps'), ...sources('shared')].filter(
    (file) => ![BUNDLED, ...DEVELOPMENT].some((folder) => file.startsWith(folder)),
  )
  t.ok(files.length > 100, 'the files were found')
  const missing = files.flatMap((file) =>
    imports(file)
      .filter((name) => !/^(apps|shared)\//.test(name))
      .filter((name) => !(file.startsWith(TRIES_FAULTS) && name.startsWith('apps/faults/')))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
      .filter((name) => !(name in dependencies))
      .map((name) => `${file}: ${name}`),
  )
  t.strictSame(missing, [])
})
