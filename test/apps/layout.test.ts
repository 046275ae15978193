/** README, "Folders": what may import what. */
import t from 'tap'
import { imports, source, sources } from './sources.ts'

const FOLDERS = ['apps', 'shared', 'test'] as const
const files = FOLDERS.flatMap((folder) => sources(folder))
const graph = new Map(files.map((file) => [file, imports(file)]))

/** Paths in the code, comments aside: a file that is read at run time is named by one. */
function pathsIn(file: string): string[] {
  const code = source(file).replaceAll(/^\s*(\/?\*|\/\/).*$/gm, '')
  return [...code.matchAll(/['"`](?:\.\.?\/)*(?:dist\/)?((?:apps|test)\/[\w./-]+)/g)].map(
    ([, path = '']) => path,
  )
}

t.test(
  'apps and shared take nothing from test, and shared imports nothing from apps',
  async (t) => {
    t.ok(files.length > 500, 'the files were found')
    for (const file of files.filter((file) => !file.startsWith('test/'))) {
      const found = [...(graph.get(file) ?? []), ...pathsIn(file)]
      t.strictSame(
        found.filter((path) => path.startsWith('test/')),
        [],
        file,
      )
    }
    for (const file of sources('shared')) {
      t.strictSame(
        (graph.get(file) ?? []).filter((path) => path.startsWith('apps/')),
        [],
        file,
      )
    }
  },
)

t.test('no file imports itself by way of others, types included', async (t) => {
  t.strictSame(cyclesIn(graph), [])
  const cycle = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  t.strictSame(cyclesIn(cycle), [['b', 'c']], 'a cycle would be found')
})

/** Each cycle once, as the files on it in the order of the walk. */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const walk = (file: string) => {
    const start = path.indexOf(file)
    if (start !== -1) cycles.push(path.slice(start))
    if (start !== -1 || done.has(file)) return
    path.push(file)
    for (const next of graph.get(file) ?? []) walk(next)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys()) walk(file)
  return cycles
}
