/** Waits as long as something goes on. */

/**
 * How long it takes altogether does not matter: on a busy machine many answers take long together.
 * @param countSteps grows as long as something goes on
 * @returns the value, or undefined when for so many seconds nothing went on
 */
export async function whileActive<Value>(
  running: Promise<Value>,
  countSteps: () => number,
  limitSeconds: number,
): Promise<Value | undefined> {
  for (let steps = -1; steps !== countSteps(); ) {
    steps = countSteps()
    const value = await Promise.race([running, after(limitSeconds)])
    if (value !== undefined) return value
  }
  return undefined
}

export function after(seconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), seconds * 1000).unref()
  })
}
