/** The image of the Dockerfile, made without Docker: it builds from what is copied, and runs. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { NODE } from '../../../shared/processes/node.ts'
import { asked, localVisitor } from '../../../shared/processes/public-origin.ts'
import { startFile, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import { run } from '../../support/run.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
/** What the build does not see: nobody plays in a container, so the lab is not in it. */
const IGNORED = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n').filter(Boolean)
const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')

/** What a stage copies, and the name that it gets there. The packages are those that are here. */
function copied(pattern: RegExp): [from: string, to: string][] {
  return [...dockerfile.matchAll(pattern)].flatMap(([, from = '', to = '']) =>
    from.split(' ').map((name): [string, string] => [name, to === './' ? name : to]),
  )
}

function copyAll(from: string, to: string, names: [string, string][]): void {
  mkdirSync(to)
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'))
  for (const [source, name] of names.filter(([source]) => source !== 'node_modules')) {
    cpSync(join(from, source), join(to, name), {
      recursive: true,
      filter: (path) => from !== ROOT || !IGNORED.includes(relative(ROOT, path)),
    })
  }
}

t.test(
  'it builds from what it copies, and each server runs and writes to its data alone',
  async (t) => {
    const folder = temporaryDirectory(t)
    const build = join(folder, 'build')
    const image = join(folder, 'image')
    copyAll(ROOT, build, copied(/^COPY (?!--from)(.+) (\S+)$/gm))
    const [command, ...args] = NODE
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
    const compiled = await run(command, [...args, compiler, '--project', build])
    t.strictSame(compiled, { status: 0, stdout: '', stderr: '' })
    copyAll(build, image, copied(/^COPY --from=build \/app\/(\S+) (\S+)$/gm))

    const files = () => readdirSync(image, { recursive: true, encoding: 'utf8' }).sort()
    const before = files()
    t.ok(before.includes('shared'), 'it has something in it')
    const SECRETS_FILE = join(folder, 'secret')
    writeFileSync(SECRETS_FILE, 'a-secret-that-came-in-a-file-of-its-own')
    for (const style of STYLES) {
      const settings = {
        NODE_ENV: 'production',
        SECRETS_FILE,
        PUBLIC_ORIGIN: 'http://localhost:3000',
        DATA_DIR: join(folder, style),
      }
      const server = await startFile(t, join(image, `dist/apps/${style}/server.js`), settings)
      const visitor = await localVisitor({ ...server, dataDirectory: settings.DATA_DIR })
      t.equal((await visitor.get('/health/ready')).status, 200, `${style} runs`)
      const sheet = await visitor.get('/style.css', asked('localhost:3000'))
      t.match(sheet.header('content-type'), /^text\/css/, `${style} has its style sheet`)
      t.equal(await server.stop(), 0)
    }
    t.strictSame(files(), before, 'nothing was written to where its root is read-only')
  },
)
