/** Module hooks (node:module `register`) that hand Node a faulty file in place of the compiled one. */
import type { InitializeHook, LoadHook } from 'node:module'

const compiled = new URL('../../', import.meta.url).href
let sources: Readonly<Record<string, string>> = {}

export const initialize: InitializeHook<Record<string, string>> = (data) => {
  sources = data
}

export const load: LoadHook = async (url, context, nextLoad) => {
  const source = sources[url.replace(compiled, '')]
  if (source === undefined) return nextLoad(url, context)
  return { format: 'module', source, shortCircuit: true }
}
