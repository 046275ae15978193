/** Runs what takes a test's scope where there is no test: what was started ends with it, and what is missing is an error. */
import type { Test } from 'tap'

export async function outsideTap(name: string, act: (scope: Test) => Promise<void>): Promise<void> {
  const ends: (() => unknown)[] = []
  const refuse = (told: unknown) => {
    throw new Error(String(told))
  }
  const scope = {
    name,
    pass: refuse,
    fail: refuse,
    teardown: (end: () => unknown) => void ends.unshift(end),
  } as unknown as Test
  try {
    await act(scope)
  } finally {
    for (const end of ends) await end()
  }
}
