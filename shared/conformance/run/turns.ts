/**
 * Several servers judged at once, and still each timing case alone on the machine: those cases wait
 * until no run has any other case under way, and then take turns.
 */
export interface Turns {
  /** One run has come to its cases that must be alone; the work begins when it is their turn. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>
  /** One run ends without having come to them. */
  leave(): void
}

export function turnsFor(runs: number): Turns {
  let missing = runs
  let open = () => {}
  let last: Promise<unknown> = new Promise<void>((resolve) => {
    open = resolve
  })
  const arrive = () => {
    missing -= 1
    if (missing <= 0) open()
  }
  return {
    alone(work) {
      const turn = last.then(work)
      last = turn.catch(() => {})
      arrive()
      return turn
    },
    leave: arrive,
  }
}
