/** Faults in counting failures. */
import type { FaultyServer } from './faulty-server.ts'

/** Each counts failures wrongly, which every other case would notice. */
export const counting: FaultyServer[] = [
  {
    server: 'jwt',
    faults: [
      {
        line: ['  [`address $' + '{address}`,', '  [`address`,'],
        caughtBy: 'throttle.address',
        message: /from another address/,
      },
    ],
  },
  {
    server: 'jwt',
    faults: [
      {
        line: ['[`here $' + '{address} $' + '{name}`,', '[`here $' + '{address}`,'],
        caughtBy: 'throttle.neighbours-not-locked-out',
        message: /as another user/,
      },
    ],
  },
  {
    server: 'jwt',
    faults: [
      {
        line: ['[`here $' + '{address} $' + '{name}`,', '[`here $' + '{name}`,'],
        caughtBy: 'throttle.owner-not-locked-out',
        message: /another address/,
      },
    ],
  },
  {
    server: 'jwt',
    faults: [
      {
        line: ['if (!found) countFailure(', 'countFailure('],
        caughtBy: 'throttle.successes-do-not-count',
        message: /sign-in number/,
      },
    ],
  },
]
