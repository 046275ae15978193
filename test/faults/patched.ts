import type { Patch } from './fault.ts'

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
