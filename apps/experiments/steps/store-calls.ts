import type { World } from '../world.ts'

export interface StoreCalls {
  readonly reads: number
  readonly writes: number
}

/** Calls that the store of states gets while something is done; none where there is no store to ask. Needs `alone`. */
export async function storeCallsOf(world: World, act: () => Promise<void>): Promise<StoreCalls> {
  const before = (await world.storeCalls()) ?? {}
  await act()
  const after = (await world.storeCalls()) ?? {}
  // What counting itself calls is no answer.
  const names = Object.keys(after).filter((name) => !/^(info|hello|client|ping)/.test(name))
  const calls = (pattern: RegExp) =>
    names
      .filter((name) => pattern.test(name))
      .reduce((sum, name) => sum + (after[name] ?? 0) - (before[name] ?? 0), 0)
  return { reads: calls(/get|ttl|exists|scan/), writes: calls(/^set|del|expire|eval/) }
}
