/**
 * Module hooks (node:module `register`) that hand Node a patched file in place of the compiled one.
 * The patch is made to the TypeScript source, which is then stripped of its types by esbuild.
 */
import { readFile } from 'node:fs/promises'
import type { InitializeHook, LoadHook } from 'node:module'
import { transform } from 'esbuild'
import type { Patch } from './fault.ts'
import { patched } from './patched.ts'

const root = new URL('../../../', import.meta.url).href
let patches: readonly Patch[] = []

export const initialize: InitializeHook<readonly Patch[]> = (data) => {
  patches = data
}

export const load: LoadHook = async (url, context, nextLoad) => {
  const file = url.replace(`${root}dist/`, '').replace(/\.js$/, '.ts')
  const mine = patches.filter((patch) => patch.file === file)
  if (mine.length === 0) return nextLoad(url, context)
  const source = patched(await readFile(new URL(file, root), 'utf8'), mine)
  const { code } = await transform(source.replace(/(from '\.[^']*)\.ts'/g, "$1.js'"), {
    loader: 'ts',
    target: 'es2023',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  return { format: 'module', source: code, shortCircuit: true }
}
