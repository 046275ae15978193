import { createContext, Script } from 'node:vm'
import type { RegExpEngine } from 'ajv/dist/types/index.js'

/** A sound pattern takes microseconds; a busy machine may stand still for longer. */
const LIMIT_MS = 5_000

const context = createContext({ pattern: '', flags: '', text: '' })
const test = new Script('new RegExp(pattern, flags).test(text)')
const lost = new Set<string>()

/**
 * The patterns in a server's document are the server's, and so are the texts that they are held to:
 * both can be made so that a match takes for ever, and nothing else is done meanwhile. In a context of
 * its own a match can be broken off.
 */
export const boundedPatterns: RegExpEngine = Object.assign(
  (pattern: string, flags: string) => {
    // A pattern that is none is told when the schema is compiled.
    const name = String(new RegExp(pattern, flags))
    return {
      // Ajv tells patterns apart by it.
      toString: () => name,
      test(text: string): boolean {
        if (lost.has(name)) throw new Error('a pattern takes too long')
        Object.assign(context, { pattern, flags, text })
        try {
          return test.runInContext(context, { timeout: LIMIT_MS }) as boolean
        } catch {
          lost.add(name)
          throw new Error(`a pattern takes over ${LIMIT_MS} ms`)
        }
      },
    }
  },
  { code: 'boundedPatterns' },
)
