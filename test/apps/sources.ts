/** The project's source files as text. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** Paths of the TypeScript files under a folder of the project. */
export function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path))
}

export function entries(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
}

export function source(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** What a file imports: a package's name as it is, a file as its path in the project. */
export function imports(path: string): string[] {
  const code = source(path).replaceAll(/^\s*(\/?\*|\/\/).*$/gm, '')
  const found = code.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"$]+)['"]/g)
  return [...found].map(([, name = '']) =>
    name.startsWith('.') ? relative('', normalize(join(dirname(path), name))) : name,
  )
}
