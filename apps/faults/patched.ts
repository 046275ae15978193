/** The product's files with patches made to them, ready for Node. */
import { readFileSync } from 'node:fs'
import { transform } from 'esbuild'
import type { Patch } from './fault.ts'

const ROOT = new URL('../../../', import.meta.url)

/**
 * Each patched file as JavaScript, by its path from the compiled project's root. The patch is made
 * to the TypeScript source, which esbuild then strips of its types.
 * @throws Error where a patch does not fit the source any more
 */
export async function patchedSources(patches: readonly Patch[]): Promise<Record<string, string>> {
  const files = [...new Set(patches.map(({ file }) => file))]
  const sources = files.map(async (file) => {
    const mine = patches.filter((patch) => patch.file === file)
    const source = patched(readFileSync(new URL(file, ROOT), 'utf8'), mine)
    return [file.replace(/\.ts$/, '.js'), await stripped(source)]
  })
  return Object.fromEntries(await Promise.all(sources))
}

/**
 * A source text with patches made to it.
 * @throws Error where the text that a patch replaces is not there exactly once: the product has moved on
 */
export function patched(source: string, patches: readonly Patch[]): string {
  return patches.reduce((text, { file, find, put }) => {
    const parts = text.split(find)
    if (parts.length === 2) return parts.join(put)
    throw new Error(`${file} has this ${parts.length - 1} times, not once:\n${find}`)
  }, source)
}

async function stripped(source: string): Promise<string> {
  const imports = source.replace(/(from '\.[^']*)\.ts'/g, "$1.js'")
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } }
  return (await transform(imports, { loader: 'ts', target: 'es2023', tsconfigRaw })).code
}
