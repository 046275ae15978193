import type { ConformanceCase } from '../case.ts'
import { CoreContext } from './core-context.ts'
import type { CoreMap } from './map.ts'

/**
 * A case for any login. Its level comes from its references: ASVS 5.0 level 1 is a MUST, levels 2
 * and 3 are a SHOULD; what is no more than good to know is INFO.
 */
export type CoreCase = Pick<
  ConformanceCase,
  'id' | 'requirement' | 'level' | 'references' | 'alone' | 'slow'
> & {
  /** The reason why this login does not have what the case is about, by its map. */
  readonly missing?: (map: CoreMap) => string | undefined
  readonly run: (context: CoreContext) => Promise<void>
}

/** The same case for the runner, with the map bound to it. */
export function bound(each: CoreCase, map: CoreMap): ConformanceCase {
  const { missing, run, ...rest } = each
  return {
    ...rest,
    appliesTo: () => missing?.(map) ?? true,
    run: async (context) => {
      const core = new CoreContext(context, map)
      try {
        await run(core)
      } finally {
        await core.leave()
      }
    },
  }
}
