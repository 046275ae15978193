/**
 * The decision guide: needs that readers have, each with the verdicts that meet it. Which columns do is not
 * said here, it follows from a run. A need without an experiment that shows it has no place in it.
 */
export interface Need {
  /** As a reader would say it. */
  readonly need: string
  /** Each must come to one of these verdicts. */
  readonly met: readonly (readonly [experiment: string, ...verdicts: string[]])[]
  /** What to think of, in a sentence or two. */
  readonly advice: string
}

export const NEEDS: readonly Need[] = [
  {
    need: 'I must be able to sign someone out at once.',
    met: [['ending.replay-after-sign-out', 'out']],
    advice:
      'Something has to be asked on each request. Whether it is called a session store or a denylist is the smaller question.',
  },
  {
    need: 'A new role, or a ban, must hold at once.',
    met: [['ending.role-changed', 'at-once']],
    advice:
      'Not even a session store does that by itself: what is kept in a session is as old as the sign-in. Look the account up.',
  },
  {
    need: 'Nobody may put an older state back.',
    met: [['integrity.rollback', 'stays-spent']],
    advice:
      'What must not be had twice (credit, a coupon, a count of tries) belongs on the server, in any style.',
  },
]
